using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

public static class PutAward
{
    public sealed record Request(
        string? Supplier, string? Clave, DateOnly? From, DateOnly? To, decimal? UnitPrice, string? FundingSource,
        IReadOnlyList<AwardBuyers.Request?>? Buyers);

    public static void MapPutAward(this IEndpointRouteBuilder orders) => orders.MapPut("/awards/{id:guid}", Handle)
        .WithSummary("Records an award with each buyer's minimum and maximum. What an agreement changes of it later is an amendment.")
        .Allow(Scope.Nation, Roles.Central)
        .Needs(Feed.Catalogue);

    private static async Task<Reply<AwardView>> Handle(Guid id, Body<Request> body, Caller caller, OrdersDb db, TimeProvider clock,
        CancellationToken ct)
    {
        if (Read(body.Value, await BuyerDirectory.Load(db, ct), Zones.DateAt(clock.Now(), Zones.Default))
            .Refused(out var why, out var award))
            return why;
        return await db.Write(() => db.Create("award", id, Fingerprint.Of(award), () =>
        {
            var stored = new Award
            {
                Id = id, Supplier = award.Supplier, Clave = award.Clave, ValidFrom = award.From, ValidTo = award.To,
                UnitPrice = award.UnitPrice, FundingSource = award.FundingSource, RecordedBy = caller.Subject, RecordedAt = clock.Now(),
            };
            AwardBuyer[] buyers = [.. award.Buyers.Select(x =>
                new AwardBuyer { AwardId = id, Buyer = x.Buyer, MinPieces = x.Min, MaxPieces = x.Max })];
            db.Awards.Add(stored);
            db.AwardBuyers.AddRange(buyers);
            db.Audit("award.recorded", id.ToString(), $"{award.Supplier} {award.Clave}");
            return Task.FromResult<Outcome<AwardView>>(AwardView.Of(stored, buyers, new Dictionary<(Guid, string), long>(), []));
        }, ct), ct);
    }

    /// <summary>Normalised: what the fingerprint is taken of.</summary>
    private sealed record Terms(string Supplier, string Clave, DateOnly From, DateOnly To, decimal UnitPrice, string? FundingSource,
        IReadOnlyList<AwardBuyers.Part> Buyers);

    private static Outcome<Terms> Read(Request request, BuyerDirectory directory, DateOnly today)
    {
        if (Codes.Normalise(request.Supplier) is not { Length: >= 1 and <= 200 } supplier)
            return Refusals.Supplier("supplier");
        if (Clave.Parse(request.Clave).Refused(out var why, out var clave))
            return why;
        if (request.From is not { } from || request.To is not { } to || to < from)
            return Refusals.AwardDates(request.From is null ? "from" : "to");
        if ((DateRules.Award(from, today, "from", "orders.award-dates")
            ?? DateRules.Award(to, today, "to", "orders.award-dates")) is { } unlikely)
            return unlikely;
        if (request.UnitPrice is not { } price || price < 0 || price >= 100_000_000_000m || decimal.Round(price, 4) != price)
            return Refusals.UnitPrice("unitPrice");
        if (Codes.Normalise(request.FundingSource) is not { Length: <= 200 } funding)
            return Refusals.FundingSource("fundingSource");
        if (AwardBuyers.Read(request.Buyers, directory).Refused(out why, out var buyers))
            return why;
        var plain = price / 1.0000m; // 12.50 and 12.5 are one price to the fingerprint too
        return new Terms(supplier, clave.Value, from, to, plain, funding.Length == 0 ? null : funding, buyers);
    }
}
