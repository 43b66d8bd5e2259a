using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Adjustments;

public static class PutAdjustment
{
    /// <param name="OccurredAt">When it happened or was found; now where nothing is said.</param>
    /// <param name="On">Its date, where the time is not known: what was found counts from the start of that day, what is gone from its
    /// end.</param>
    public sealed record Request(string? Facility, Line?[]? Lines, DateTimeOffset? OccurredAt = null, DateOnly? On = null);

    /// <param name="Quantity">Signed pieces, not 0.</param>
    public sealed record Line(
        string? Clave, string? Lot, DateOnly? ExpiresOn, long? Quantity, string? Reason, string? FundingSource = null,
        StockCondition? Condition = null, string? Location = null);

    public sealed record Response(Guid Id, string Facility, DateTimeOffset AdjustedAt, IReadOnlyList<Adjusted> Lines);

    public sealed record Adjusted(int Line, string Clave, string Lot, DateOnly ExpiresOn, int Quantity, string Reason);

    private sealed record Adjustment(string Facility, IReadOnlyList<Change> Lines, DateTimeOffset? OccurredAt, DateOnly? On);

    private sealed record Change(string Clave, Holding Holding, int Quantity, string Reason);

    public static void MapPutAdjustment(this IEndpointRouteBuilder inventory) => inventory.MapPut("/adjustments/{id:guid}", Handle)
        .WithSummary("Adds or takes away pieces of a lot for a reason: breakage, destruction, a find.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static async Task<Reply<Response>> Handle(
        Guid id, Body<Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(body.Value).Refused(out var why, out var adjustment))
            return why;
        var facility = await db.Resolve(FacilityCode.Stored(adjustment.Facility), ct);
        if (caller.MayActFor(facility) is { } foreign)
            return foreign;
        var repeated = adjustment with { Facility = await FirstSpelling.Of(db, StockDocumentKind.Adjustment, id, adjustment.Facility, ct) };
        return await db.Write(
            () => db.Create("adjustment", id, Fingerprint.Of(repeated), () => Record(id, adjustment, facility, db, clock.Now(), ct), ct),
            ct);
    }

    private static async Task<Outcome<Response>> Record(
        Guid id, Adjustment adjustment, FacilityCode facility, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var zone = await db.Zone(facility, ct);
        if (StatedDates.Departure(adjustment.On, adjustment.OccurredAt, now, zone, "on", "occurredAt").Refused(out var why, out var goneAt))
            return why;
        var foundAt = adjustment is { On: { } day, OccurredAt: null } ? StatedDates.StartOf(day, zone) : goneAt;
        var isNow = adjustment is { On: null, OccurredAt: null };
        if ((await new StatedLists(db, facility).Lines(adjustment.Lines, x => x.Holding, (x, at) => x with { Holding = at }, ct))
            .Refused(out why, out var lines))
            return why;
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Quantity > 0
                && DateRules.Expiry(
                    lines[i].Holding.ExpiresOn, Zones.DateAt(now, zone), $"lines[{i}].expiresOn") is { } impossible)
                return impossible;
        var ledger = await Ledger.Open(db, lines.Select(x => (facility.Value, x.Clave)), ct);
        foreach (var (balance, change) in lines
            .GroupBy(x => (x.Clave, x.Holding), x => (long)x.Quantity)
            .Select(x => (x.Key, x.Sum()))
            .Where(x => x.Item2 < 0))
        {
            var pair = ledger[facility.Value, balance.Clave];
            var there = isNow ? pair.OnHand(balance.Holding) : (await pair.Pickable(goneAt, ct)).OnHand.GetValueOrDefault(balance.Holding);
            if (there + change < 0)
                return Refusals.NothingToRemove(balance.Holding, balance.Clave, there, isNow, -change);
        }
        for (var i = 0; i < lines.Count; i++)
        {
            var (clave, holding, quantity, reason) = lines[i];
            var pair = ledger[facility.Value, clave];
            var moment = isNow ? pair.After(now) : quantity > 0 ? foundAt : goneAt;
            pair.Add(new StockLine.Adjustment(
                new(id, Guid.Empty, i + 1, facility.Value, adjustment.Facility, clave, moment, pair.DateAt(moment), now, reason),
                holding, quantity));
        }
        await ledger.Post(ct);
        var response = new Response(id, facility.Value, goneAt, [.. lines.Select((x, i) =>
            new Adjusted(i + 1, x.Clave, x.Holding.Lot, x.Holding.ExpiresOn, x.Quantity, x.Reason))]);
        db.Documents.Add(
            StockDocument.Of(StockDocumentKind.Adjustment, id, facility, adjustment.Facility, goneAt, now, db.Origin, response));
        return response;
    }

    private static Outcome<Adjustment> Read(Request request) =>
        FacilityCode.Parse(request.Facility).Refused(out var why, out var facility) ? why
        : RequestParsing.Lines<Line, Change>(request.Lines, Read).Refused(out why, out var lines) ? why
        : new Adjustment(facility.Value, lines, request.OccurredAt?.ToMicroseconds(), request.On);

    private static Outcome<Change> Read(Line line)
    {
        if (RequestParsing.Holding(line.Clave, line.Lot, line.ExpiresOn, line.FundingSource, line.Condition, line.Location)
            .Refused(out var why, out var at)
            || Pieces.Signed(line.Quantity, "quantity").Refused(out why, out var pieces)
            || RequestParsing.Text(line.Reason, "reason").Refused(out why, out var reason))
            return why;
        return new Change(at.Clave, at.Holding, pieces, reason);
    }
}
