using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Lists;

public static class PutLocation
{
    public sealed record Request(string? Name = null, string?[]? Aliases = null, bool Active = true);

    public static void MapPutLocation(this IEndpointRouteBuilder catalog) => catalog.MapPut("/locations/{code}", Handle)
        .WithSummary(
            "Creates or replaces a location; a replacement names the version it replaces in If-Match. A code in another spelling is the "
            + "same.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<LocationView>> Handle(
        string code, Body<Request> body, IfMatch match, CatalogDb db, CancellationToken ct)
    {
        var request = body.Value;
        if (Locations.Parse(code, "code").Refused(out var why, out var given))
            return why;
        if (Texts.LettersAndDigits(given).Length == 0)
            return Refusals.ListedCode();
        return await db.Write<Outcome<Created<LocationView>>>(async () =>
        {
            await db.TakeTurn("locations", ct); // no two writers give the same name to two entries
            var all = await db.Locations.ToListAsync(ct);
            var names = new ListedNames([.. all.Select(x => x.Listed)]);
            var known = names.CodeOf(given);
            if (ListedName.Read(known, request.Name, request.Aliases).Refused(out var refused, out var listed))
                return refused;
            var (stored, aliases) = (all.Find(x => x.Code == known), MessageJson.Write(listed.Aliases));
            if (stored is not null && stored.Name == listed.Name && stored.Aliases.AsSpan().SequenceEqual(aliases)
                && stored.Active == request.Active)
                return new Created<LocationView>(LocationView.Of(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;
            if (names.Taken(listed) is { } taken)
                return taken;

            var isNew = stored is null;
            if (stored is null)
                db.Locations.Add(stored = new Location { Code = known });
            (stored.Name, stored.Aliases, stored.Active) = (listed.Name, aliases, request.Active);
            (stored.Version, stored.ChangedAt) = (stored.Version + 1, db.Origin.Clock.Now());
            db.Audit("location.published", stored.Code, $"version {stored.Version}");
            db.Enqueue(stored.ToFact());
            return new Created<LocationView>(LocationView.Of(stored), Repeated: !isNew);
        }, ct);
    }
}
