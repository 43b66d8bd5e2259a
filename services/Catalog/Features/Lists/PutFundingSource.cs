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

public static class PutFundingSource
{
    public sealed record Request(string? Name = null, string?[]? Aliases = null, bool RingFenced = false, bool Active = true);

    public static void MapPutFundingSource(this IEndpointRouteBuilder catalog) => catalog.MapPut("/funding-sources/{code}", Handle)
        .WithSummary(
            "Creates or replaces a funding source; a replacement names the version it replaces in If-Match. A code in another spelling "
            + "is the same.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<FundingSourceView>> Handle(
        string code, Body<Request> body, IfMatch match, CatalogDb db, CancellationToken ct)
    {
        var request = body.Value;
        if (FundingSources.Parse(code, "code").Refused(out var why, out var given))
            return why;
        if (Texts.LettersAndDigits(given).Length == 0)
            return Refusals.ListedCode();
        return await db.Write<Outcome<Created<FundingSourceView>>>(async () =>
        {
            await db.TakeTurn("funding-sources", ct); // no two writers give the same name to two entries
            var all = await db.FundingSources.ToListAsync(ct);
            var names = new ListedNames([.. all.Select(x => x.Listed)]);
            var known = names.CodeOf(given);
            if (ListedName.Read(known, request.Name, request.Aliases).Refused(out var refused, out var listed))
                return refused;
            var (stored, aliases) = (all.Find(x => x.Code == known), MessageJson.Write(listed.Aliases));
            if (stored is not null && stored.Name == listed.Name && stored.Aliases.AsSpan().SequenceEqual(aliases)
                && stored.RingFenced == request.RingFenced && stored.Active == request.Active)
                return new Created<FundingSourceView>(FundingSourceView.Of(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;
            if (names.Taken(listed) is { } taken)
                return taken;

            var isNew = stored is null;
            if (stored is null)
                db.FundingSources.Add(stored = new FundingSource { Code = known });
            (stored.Name, stored.Aliases, stored.Active) = (listed.Name, aliases, request.Active);
            stored.RingFenced = request.RingFenced;
            (stored.Version, stored.ChangedAt) = (stored.Version + 1, db.Origin.Clock.Now());
            db.Audit("funding-source.published", stored.Code, $"version {stored.Version}");
            db.Enqueue(stored.ToFact());
            return new Created<FundingSourceView>(FundingSourceView.Of(stored), Repeated: !isNew);
        }, ct);
    }
}
