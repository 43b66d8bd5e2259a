using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Contracts.Inventory;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Orders;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Shipments;

public static class PutReception
{
    public sealed record Request(DateOnly? ReceivedOn, Line?[]? Lines, DateTimeOffset? ReceivedAt = null);

    /// <param name="Lot">Absent: spread over the clave's lots in the shipment, first expired first.</param>
    /// <param name="Missing">Stays in transit until it is resolved.</param>
    /// <param name="Reason">Needed for what is beyond the shipment.</param>
    /// <param name="ExpiresOn">Needed for a lot that the shipment does not have.</param>
    public sealed record Line(
        string? Clave, string? Lot = null, long? Good = null, long? Damaged = null, long? Missing = null, string? Reason = null,
        DateOnly? ExpiresOn = null);

    public sealed record Response(
        Guid Id, Guid Shipment, int Version, [OneOf(typeof(ShipmentStatus))] string Status, DateOnly ReceivedOn,
        IReadOnlyList<Stored> Lines) : IVersioned;

    /// <param name="Condition">Of the good pieces: <c>usable</c>, or <c>quarantine</c> with the reason in
    /// <paramref name="Notice"/>.</param>
    public sealed record Stored(
        string Clave, string Lot, DateOnly ExpiresOn, int Good, int Damaged, int Surplus, StockCondition Condition, string? Notice);

    private sealed record Visit(Guid Shipment, DateOnly ReceivedOn, DateTimeOffset? ReceivedAt, IReadOnlyList<Reported> Lines);

    public static void MapPutReception(this IEndpointRouteBuilder inventory) => inventory
        .MapPut("/shipments/{id:guid}/receptions/{receptionId:guid}", Handle)
        .WithSummary("The receiver says what arrived: good pieces become stock, damaged ones are set apart, missing ones stay in transit.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static async Task<Reply<Response>> Handle(
        Guid id, Guid receptionId, Body<Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(id, body.Value).Refused(out var why, out var visit))
            return why;
        return await db.Write<Outcome<Created<Response>>>(async () =>
        {
            if (await db.Shipment(id, ct) is not { } shipment)
                return Refusals.NoSuchShipment();
            if (await caller.MayActForStored(db, [shipment.StatedReceiver], "to", ct) is { } foreign)
                return foreign;
            return await db.Create(
                "reception", receptionId, Fingerprint.Of(visit), () => Record(receptionId, visit, shipment, db, clock.Now(), ct), ct);
        }, ct);
    }

    private static async Task<Outcome<Response>> Record(
        Guid id, Visit visit, Shipment shipment, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        if (!shipment.IsUnderWay)
            return Refusals.NotDispatched();
        var (_, receiver) = await ShipmentLedger.Ends(db, shipment, ct);
        var zone = await db.Zone(receiver, ct);
        if (StatedDates.Arrival(visit.ReceivedOn, visit.ReceivedAt, now, zone, shipment.OccurredAt)
            .Refused(out var why, out var occurredAt))
            return why;
        if (await OrderDates.Refuse(db, shipment.SupplyOrder, visit.ReceivedOn, visit.ReceivedAt, "receivedOn", ct) is { } early)
            return early;
        var codes = await ShipmentLedger.SourceCodes(db, shipment.Lots, ct);
        var onItsWay = shipment.Lots.Select(x => new OnItsWay(x.Line, x.Clave, x.Lot, x.ExpiresOn, codes(x.FundingSource), x.InTransit));
        if (Arrivals.Spread([.. onItsWay], visit.Lines).Refused(out why, out var arrivals))
            return why;
        for (var i = 0; i < visit.Lines.Count; i++)
            if (visit.Lines[i].ExpiresOn is { } expiry
                && DateRules.Expiry(expiry, visit.ReceivedOn, $"lines[{i}].expiresOn") is { } impossible)
                return impossible;
        if (TooMany(visit.Lines) is { } tooMany)
            return tooMany;
        var recalls = await db.RecallsAt(receiver, arrivals.Select(x => x.Clave), ct);
        var ledger = await ShipmentLedger.Open(db, shipment, arrivals.Select(x => (receiver.Value, x.Clave)), ct);
        var lines = new List<Stored>();
        var usable = new Dictionary<string, int>(StringComparer.Ordinal);
        var effects = new List<LotEffect>();
        foreach (var arrival in arrivals)
        {
            var condition = ArrivalCondition.Of(arrival.ExpiresOn, visit.ReceivedOn, recalls.Since(arrival.Clave, arrival.Lot, zone));
            if (Unload(shipment, arrival, condition.IsUsableOnArrival, ledger[shipment.To, arrival.Clave]) is { } effect)
                effects.Add(effect);
            else
                return Refusals.TooManyPieces($"lines[{arrival.Report}]");
            usable[arrival.Clave] = usable.GetValueOrDefault(arrival.Clave) + (condition.IsUsableOnArrival ? arrival.Good : 0);
            lines.Add(new(
                arrival.Clave, arrival.Lot, arrival.ExpiresOn, arrival.Good, arrival.Damaged, arrival.Surplus, condition.InStock,
                condition.Notice));
            var pair = ledger[shipment.To, arrival.Clave];
            var cameAt = visit.ReceivedAt is null ? await pair.AfterCountOf(visit.ReceivedOn, occurredAt, ct) : occurredAt;
            pair.Add(new StockLine.Reception(
                new(
                    shipment.Id, id, lines.Count, shipment.To, shipment.StatedReceiver, arrival.Clave, cameAt, visit.ReceivedOn, now,
                    visit.Lines[arrival.Report].Reason),
                arrival.Holding, arrival.Good, arrival.Damaged, 0, recalls.At(arrival.Clave, arrival.Lot, zone)));
        }
        await ledger.Post(ct);
        shipment.Receptions.Add(new Reception
        {
            Id = id, Shipment = shipment.Id, ReceivedOn = visit.ReceivedOn, RecordedAt = now, By = db.Origin.Subject,
            Body = MessageJson.Write(visit.Lines.GroupBy(x => x.Clave).Select(x => new ReceptionLine(
                x.Key, x.Sum(y => y.Good), x.Sum(y => y.Damaged), x.Sum(y => y.Missing), usable.GetValueOrDefault(x.Key)))),
        });
        shipment.Status = shipment.Lots.All(x => x.InTransit == 0) ? ShipmentStatus.Received : ShipmentStatus.Dispatched;
        shipment.Publish(db, now);
        var response = new Response(id, shipment.Id, shipment.Version, Shipment.Name(shipment.Status), visit.ReceivedOn, lines);
        db.Documents.Add(StockDocument.Of(
            StockDocumentKind.Reception, id, receiver, shipment.StatedReceiver, occurredAt, now, db.Origin, response, shipment.Id,
            MessageJson.Write(effects)));
        return response;
    }

    /// <summary>A message holds the sums of a reception by clave in 32 bits.</summary>
    private static Refusal? TooMany(IReadOnlyList<Reported> lines) => lines.GroupBy(x => x.Clave).Any(clave =>
        clave.Sum(x => (long)x.Good) > int.MaxValue
            || clave.Sum(x => (long)x.Damaged) > int.MaxValue
            || clave.Sum(x => (long)x.Missing) > int.MaxValue)
        ? Refusals.TooManyPiecesOfAClave()
        : null;

    /// <summary>Null: the line would leave 32 bits.</summary>
    private static LotEffect? Unload(Shipment shipment, Arrived arrival, bool isUsable, PairLedger receiver)
    {
        var lot = shipment.Lots.SingleOrDefault(x => x.Line == arrival.Line);
        if (lot is null)
            shipment.Lots.Add(lot = new ShipmentLot
            {
                Shipment = shipment.Id, Line = shipment.Lots.Max(x => x.Line) + 1, Clave = arrival.Clave, Lot = arrival.Lot,
                ExpiresOn = arrival.ExpiresOn, FundingSource = arrival.FundingSource, Shipped = 0,
            });
        if ((long)lot.Good + lot.Damaged + arrival.Good + arrival.Damaged > int.MaxValue)
            return null;
        var expected = arrival.Good + arrival.Damaged - arrival.Surplus;
        lot.Usable = (lot.Usable ?? lot.Good) + (isUsable ? arrival.Good : 0);
        (lot.Good, lot.Damaged, lot.Surplus, lot.InTransit) = (
            lot.Good + arrival.Good, lot.Damaged + arrival.Damaged, lot.Surplus + arrival.Surplus, lot.InTransit - expected);
        receiver.Transit(-expected);
        return new(lot.Line, arrival.Good, arrival.Damaged, isUsable ? arrival.Good : 0, 0);
    }

    private static Outcome<Visit> Read(Guid shipment, Request request)
    {
        if (request.ReceivedOn is not { } receivedOn)
            return Refusals.ReceptionDateMissing();
        return RequestParsing.Lines<Line, Reported>(request.Lines, Read).Refused(out var why, out var lines)
            ? why
            : new Visit(shipment, receivedOn, request.ReceivedAt?.ToMicroseconds(), lines);
    }

    private static Outcome<Reported> Read(Line line)
    {
        if (Clave.Parse(line.Clave).Refused(out var why, out var clave)
            || Pieces.AtLeastZero(line.Good ?? 0, "good").Refused(out why, out var good)
            || Pieces.AtLeastZero(line.Damaged ?? 0, "damaged").Refused(out why, out var damaged)
            || Pieces.AtLeastZero(line.Missing ?? 0, "missing").Refused(out why, out var missing)
            || RequestParsing.OptionalText(line.Reason, "reason").Refused(out why, out var reason))
            return why;
        string? lot = null;
        if (line.Lot is not null && RequestParsing.Lot(line.Lot).Refused(out why, out lot))
            return why;
        return new Reported(clave.Value, lot, line.ExpiresOn, good, damaged, missing, reason);
    }
}
