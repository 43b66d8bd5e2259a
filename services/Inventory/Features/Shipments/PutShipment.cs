using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Orders;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Shipments;

public static class PutShipment
{
    /// <param name="Hold">Picks and reserves; the shipment leaves when it is dispatched.</param>
    /// <param name="DispatchedAt">When it left; now where nothing is said.</param>
    public sealed record Request(
        string? From, string? To, Guid? SupplyOrder, bool? Hold, Line?[]? Lines, DateTimeOffset? DispatchedAt = null);

    /// <param name="FundingSource">Ring-fenced sources are picked only when named.</param>
    public sealed record Line(string? Clave, long? Quantity, string? FundingSource = null);

    private sealed record Content(
        string From, string To, Guid? SupplyOrder, bool Hold, DateTimeOffset? DispatchedAt, IReadOnlyList<Wanted> Lines);

    private sealed record Wanted(string Clave, int Quantity, string? FundingSource);

    public static void MapPutShipment(this IEndpointRouteBuilder inventory) => inventory.MapPut("/shipments/{id:guid}", Handle)
        .WithSummary("Picks usable lots, first expired first out, and dispatches them at once unless they are to be held.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static async Task<Reply<ShipmentView>> Handle(
        Guid id, Body<Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(body.Value).Refused(out var why, out var asked))
            return why;
        var (from, to) = (await db.Resolve(FacilityCode.Stored(asked.From), ct), await db.Resolve(FacilityCode.Stored(asked.To), ct));
        if (caller.MayActFor(from, "from") is { } foreign)
            return foreign;
        if (from == to)
            return Refusals.SameFacility();
        if (await Destinations.Refuse(from, to, caller, db, ct) is { } unreachable)
            return unreachable;
        var first = await db.Shipments.AsNoTracking().Where(x => x.Id == id).Select(x => new { x.StatedFrom, x.StatedTo })
            .SingleOrDefaultAsync(ct);
        var repeated = asked with
        {
            From = await db.FirstSpelling(asked.From, first?.StatedFrom, ct), To = await db.FirstSpelling(asked.To, first?.StatedTo, ct),
        };
        return await db.Write(
            () => db.Create("shipment", id, Fingerprint.Of(repeated), () => Record(id, asked, from, to, db, clock.Now(), ct), ct), ct);
    }

    private static async Task<Outcome<ShipmentView>> Record(
        Guid id, Content asked, FacilityCode from, FacilityCode to, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        if (asked.DispatchedAt is { } told && Refusals.Moment(told, now, "dispatchedAt") is { } why)
            return why;
        var ledger = await Ledger.Open(db, ShipmentDispatch.Pairs(from.Value, to.Value, asked.Lines.Select(x => x.Clave)), ct);
        var sender = ledger[from.Value, asked.Lines[0].Clave];
        var shipment = new Shipment
        {
            Id = id, From = from.Value, To = to.Value, StatedFrom = asked.From, StatedTo = asked.To, State = from.State.Code,
            ToState = to.State.Code, SupplyOrder = asked.SupplyOrder, RecordedAt = now,
            Status = asked.Hold ? ShipmentStatus.Held : ShipmentStatus.Dispatched,
            OccurredAt = asked.DispatchedAt ?? now, LocalDate = sender.DateAt(asked.DispatchedAt ?? now),
        };
        if (asked.DispatchedAt is not null
            && await OrderDates.Refuse(db, asked.SupplyOrder, shipment.LocalDate, asked.DispatchedAt, "dispatchedAt", ct) is { } early)
            return early;
        if (await Pick(shipment, asked, db, ledger, now, ct) is { } insufficient)
            return insufficient;
        db.Shipments.Add(shipment);
        if (!asked.Hold && await ShipmentDispatch.Post(ledger, shipment, asked.DispatchedAt, now, ct) is { } refused)
            return refused;
        if (asked.Hold)
            foreach (var lot in shipment.Lots)
                ledger[from.Value, lot.Clave].Promise(lot.Holding, lot.Shipped);
        shipment.Number = await db.NextNumber(Shipment.NumberKind, from.State, sender.DateAt(now).Year, ct);
        shipment.Publish(db, now);
        return ShipmentView.Of(shipment, await Destinations.Notice(to, db, ct));
    }

    private static async Task<Refusal?> Pick(
        Shipment shipment, Content asked, InventoryDb db, Ledger ledger, DateTimeOffset now, CancellationToken ct)
    {
        var lists = new StatedLists(db, FacilityCode.Stored(shipment.From));
        var stocks = new Dictionary<string, (PickableStock Stock, Dictionary<Holding, long> Free)>(StringComparer.Ordinal);
        for (var i = 0; i < asked.Lines.Count; i++)
        {
            var (clave, quantity, stated) = asked.Lines[i];
            if ((await lists.FundingSource(stated ?? "", $"lines[{i}].fundingSource", comesIn: false, ct))
                .Refused(out var why, out var named))
                return why;
            var source = named.Length == 0 ? null : named;
            var sender = ledger[shipment.From, clave];
            if (!stocks.TryGetValue(clave, out var there))
            {
                var stock = await sender.Pickable(asked.DispatchedAt ?? sender.After(now), ct);
                stocks[clave] = there = (stock, stock.Free());
            }
            var picks = FirstExpiredFirstOut.Choose(there.Free, quantity, source, shipment.LocalDate, there.Stock.Fence);
            if (picks.Sum(x => (long)x.Quantity) is var available && available < quantity)
                return Refusals.NotEnoughToSend(
                    there.Stock.Explain(clave, quantity, available, source, shipment.LocalDate), $"lines[{i}].quantity");
            foreach (var (holding, picked) in picks)
            {
                there.Free[holding] -= picked;
                shipment.Lots.Add(new ShipmentLot
                {
                    Shipment = shipment.Id, Line = shipment.Lots.Count + 1, Clave = clave, Lot = holding.Lot, ExpiresOn = holding.ExpiresOn,
                    FundingSource = holding.FundingSource, Shipped = picked, InTransit = picked,
                });
            }
        }
        return null;
    }

    private static Outcome<Content> Read(Request request) =>
        FacilityCode.Parse(request.From, "from").Refused(out var why, out var from) ? why
        : FacilityCode.Parse(request.To, "to").Refused(out why, out var to) ? why
        : from == to
            ? Refusals.SameFacility()
        : request is { Hold: true, DispatchedAt: not null }
            ? Refusals.HeldHasNotLeft()
        : RequestParsing.Lines<Line, Wanted>(request.Lines, Read).Refused(out why, out var lines) ? why
        : new Content(from.Value, to.Value, request.SupplyOrder, request.Hold ?? false, request.DispatchedAt?.ToMicroseconds(), lines);

    private static Outcome<Wanted> Read(Line line) =>
        Clave.Parse(line.Clave).Refused(out var why, out var clave) ? why
        : Pieces.Positive(line.Quantity, "quantity").Refused(out why, out var quantity) ? why
        : RequestParsing.FundingSource(line.FundingSource).Refused(out why, out var source) ? why
        : new Wanted(clave.Value, quantity, source.Length == 0 ? null : source);
}
