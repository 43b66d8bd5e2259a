using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Counts;

/// <summary>A count says all that a facility has of each clave it lists: whatever else the book has of them was not found.</summary>
public static class PutCount
{
    public sealed record Request(string? Facility, DateTimeOffset? CountedAt, Line?[]? Lines);

    /// <param name="Quantity">0 with or without a lot says that none was found.</param>
    public sealed record Line(
        string? Clave, string? Lot, DateOnly? ExpiresOn, long? Quantity, string? FundingSource = null, StockCondition? Condition = null,
        string? Location = null);

    public sealed record Response(Guid Id, string Facility, DateTimeOffset CountedAt, IReadOnlyList<Counted> Lines);

    /// <param name="Difference">Counted less book, in pieces, at the moment of the count; a lot that was not listed has a line of its
    /// own.</param>
    public sealed record Counted(
        string Clave, string Lot, DateOnly ExpiresOn, string? FundingSource, StockCondition Condition, string Location, long Difference);

    private sealed record Tally(string Facility, DateTimeOffset CountedAt, IReadOnlyList<Found> Lines);

    private sealed record Found(string Clave, Holding? Holding, int Quantity);

    public static void MapPutCount(this IEndpointRouteBuilder inventory) => inventory.MapPut("/counts/{id:guid}", Handle)
        .WithSummary(
            "Records a physical count: it lists everything that the facility has of each clave it names, "
            + "and posts counted less book at its moment.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static async Task<Reply<Response>> Handle(
        Guid id, Body<Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(body.Value).Refused(out var why, out var tally))
            return why;
        var facility = await db.Resolve(FacilityCode.Stored(tally.Facility), ct);
        if (caller.MayActFor(facility) is { } foreign)
            return foreign;
        var repeated = tally with { Facility = await FirstSpelling.Of(db, StockDocumentKind.Count, id, tally.Facility, ct) };
        return await db.Write(
            () => db.Create("count", id, Fingerprint.Of(repeated), () => Record(id, tally, facility, db, clock.Now(), ct), ct), ct);
    }

    private static async Task<Outcome<Response>> Record(
        Guid id, Tally tally, FacilityCode facility, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        if (Refusals.Moment(tally.CountedAt, now, "countedAt") is { } why)
            return why;
        if ((await new StatedLists(db, facility).Lines(tally.Lines, x => x.Holding, (x, at) => x with { Holding = at }, ct))
            .Refused(out var unknown, out var lines))
            return unknown;
        for (var i = 0; i < lines.Count; i++)
            if (lines[i] is { Holding: { } found, Quantity: > 0 }
                && DateRules.Expiry(found.ExpiresOn, DateOnly.FromDateTime(now.UtcDateTime), $"lines[{i}].expiresOn") is { } impossible)
                return impossible;
        var claves = lines.Select(x => x.Clave).Distinct().ToList();
        var ledger = await Ledger.Open(db, claves.Select(x => (facility.Value, x)), ct);
        var moments = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var clave in claves)
            moments[clave] = await ledger[facility.Value, clave].AfterCountsAt(tally.CountedAt, ct);
        for (var i = 0; i < lines.Count; i++)
        {
            var (clave, holding, quantity) = lines[i];
            var (pair, moment) = (ledger[facility.Value, clave], moments[clave]);
            pair.Add(new StockLine.Count(
                new(id, Guid.Empty, i + 1, facility.Value, tally.Facility, clave, moment, pair.DateAt(moment), now), holding, quantity));
        }
        await ledger.Post(ct);
        var response = new Response(id, facility.Value, tally.CountedAt, [.. claves.SelectMany(clave =>
            ledger[facility.Value, clave].Charges.GroupBy(x => x.Holding).Select(x => Describe(clave, x.Key, x.Sum(y => y.Quantity))))]);
        db.Documents.Add(
            StockDocument.Of(StockDocumentKind.Count, id, facility, tally.Facility, tally.CountedAt, now, db.Origin, response));
        return response;
    }

    private static Counted Describe(string clave, Holding x, long difference) =>
        new(clave, x.Lot, x.ExpiresOn, x.FundingSource.Length == 0 ? null : x.FundingSource, x.Condition, x.Location, difference);

    private static Outcome<Tally> Read(Request request)
    {
        if (FacilityCode.Parse(request.Facility).Refused(out var why, out var facility))
            return why;
        if (request.CountedAt is not { } countedAt)
            return Refusals.CountDateMissing();
        if (RequestParsing.Lines<Line, Found>(request.Lines, Read).Refused(out why, out var lines))
            return why;
        return new Tally(facility.Value, countedAt.ToMicroseconds(), lines);
    }

    private static Outcome<Found> Read(Line line)
    {
        if (Pieces.AtLeastZero(line.Quantity, "quantity").Refused(out var why, out var quantity))
            return why;
        if (quantity == 0 && line.Lot is null)
            return Clave.Parse(line.Clave).Refused(out why, out var clave) ? why : new Found(clave.Value, null, 0);
        return RequestParsing.Holding(
            line.Clave, line.Lot, line.ExpiresOn, line.FundingSource, line.Condition, line.Location).Refused(out why, out var at)
            ? why
            : new Found(at.Clave, at.Holding, quantity);
    }
}
