using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Buyers;

public static class PutBuyer
{
    private const int MaxAliases = 50;

    public sealed record Request(string? Name = null, string? Kind = null, string? State = null, string?[]? Aliases = null);

    public static void MapPutBuyer(this IEndpointRouteBuilder catalog) => catalog.MapPut("/buyers/{code}", Handle)
        .WithSummary("Creates or replaces a buyer; a replacement names the version it replaces in If-Match.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<BuyerView>> Handle(
        string code, Body<Request> body, IfMatch match, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(code, body.Value).Refused(out var why, out var buyer))
            return why;
        return await db.Write<Outcome<Created<BuyerView>>>(async () =>
        {
            var stored = await db.Buyers.SingleOrDefaultAsync(x => x.Code == buyer.Code, ct);
            if (stored is not null && Same(stored, buyer))
                return new Created<BuyerView>(BuyerView.Of(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;

            var created = stored is null;
            if (stored is null)
                db.Buyers.Add(stored = new Buyer { Code = buyer.Code });
            (stored.Name, stored.Kind, stored.State, stored.Aliases) = (buyer.Name, buyer.Kind, buyer.State, buyer.Aliases);
            var now = clock.Now();
            (stored.Version, stored.ChangedAt) = (stored.Version + 1, now);
            db.Audit("buyer.published", stored.Code, $"version {stored.Version}");
            db.Enqueue(stored.ToFact(now));
            return new Created<BuyerView>(BuyerView.Of(stored), Repeated: !created);
        }, ct);
    }

    private static Outcome<Buyer> Read(string code, Request request)
    {
        if (FederalState.Parse(request.State).Refused(out var why, out var state) || ReadAliases(request.Aliases)
            .Refused(out why, out var aliases))
            return why;
        if (request.Kind is not ("state" or "hospital"))
            return Refusals.BuyerKind();
        if (Codes.Normalise(code) is not { Length: >= 1 and <= 40 } normalised)
            return Refusals.BuyerCode();
        if (Texts.Line(request.Name) is not { Length: >= 1 and <= 200 } name)
            return Refusals.BuyerName();
        return new Buyer { Code = normalised, Name = name, Kind = request.Kind, State = state.Code, Aliases = MessageJson.Write(aliases) };
    }

    private static Outcome<string[]> ReadAliases(string?[]? given)
    {
        if (given is { Length: > MaxAliases })
            return Refusals.TooManyBuyerAliases(MaxAliases);
        var aliases = new List<string>();
        for (var i = 0; i < given?.Length; i++)
        {
            if (Texts.Line(given[i]) is not { Length: >= 1 and <= 200 } alias)
                return Refusals.BuyerAlias(i);
            aliases.Add(alias);
        }
        return aliases.Distinct().ToArray();
    }

    private static bool Same(Buyer a, Buyer b) =>
        (a.Name, a.Kind, a.State) == (b.Name, b.Kind, b.State) && a.Aliases.AsSpan().SequenceEqual(b.Aliases);
}
