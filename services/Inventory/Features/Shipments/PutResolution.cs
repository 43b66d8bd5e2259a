using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Shipments;

public static class PutResolution
{
    public sealed record Request(Line?[]? Lines);

    /// <param name="Outcome"><c>lost</c>, or <c>returned</c>: back in the sender's stock.</param>
    public sealed record Line(string? Clave, string? Lot, long? Quantity, [OneOf("lost", "returned")] string? Outcome, string? Reason);

    public sealed record Response(
        Guid Id, Guid Shipment, int Version, [OneOf(typeof(ShipmentStatus))] string Status, IReadOnlyList<Settled> Lines) : IVersioned;

    public sealed record Settled(string Clave, string Lot, int Quantity, [OneOf("lost", "returned")] string Outcome, string Reason);

    private sealed record Resolution(Guid Shipment, IReadOnlyList<Settled> Lines);

    public static void MapPutResolution(this IEndpointRouteBuilder inventory) => inventory
        .MapPut("/shipments/{id:guid}/resolutions/{resolutionId:guid}", Handle)
        .WithSummary("The sender settles pieces that never arrived: lost, or returned to its stock.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central);

    private static async Task<Reply<Response>> Handle(
        Guid id, Guid resolutionId, Body<Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (RequestParsing.Lines<Line, Settled>(body.Value.Lines, Read).Refused(out var why, out var lines))
            return why;
        return await db.Write<Outcome<Created<Response>>>(async () =>
        {
            if (await db.Shipment(id, ct) is not { } shipment)
                return Refusals.NoSuchShipment();
            if (await caller.MayActForStored(db, [shipment.StatedSender], "from", ct) is { } foreign)
                return foreign;
            return await db.Create(
                "resolution", resolutionId, Fingerprint.Of(new Resolution(id, lines)),
                () => Record(resolutionId, lines, shipment, db, clock.Now(), ct), ct);
        }, ct);
    }

    private static async Task<Outcome<Response>> Record(
        Guid id, IReadOnlyList<Settled> lines, Shipment shipment, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var ledger = await ShipmentLedger.Open(db, shipment, [], ct);
        var recalls = await db.RecallsAt(FacilityCode.Stored(shipment.From), lines.Select(x => x.Clave), ct);
        var effects = new List<LotEffect>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var lots = shipment.Lots
                .Where(x => shipment.IsUnderWay && x.Clave == line.Clave && x.Lot == line.Lot && x.InTransit > 0)
                .OrderBy(x => x.Line)
                .ToList();
            if (lots.Sum(x => (long)x.InTransit) is var missing && missing < line.Quantity)
                return Refusals.ResolvedBeyondTransit(line.Clave, line.Lot, missing, $"lines[{i}].quantity");
            var left = line.Quantity;
            foreach (var lot in lots)
            {
                var settled = Math.Min(left, lot.InTransit);
                (lot.InTransit, lot.Resolved, left) = (lot.InTransit - settled, lot.Resolved + settled, left - settled);
                ledger[shipment.To, lot.Clave].Transit(-settled);
                effects.Add(new(lot.Line, 0, 0, 0, settled));
                var sender = ledger[shipment.From, lot.Clave];
                sender.Add(new StockLine.Resolution(
                    new(
                        shipment.Id, id, i + 1, shipment.From, shipment.StatedSender, lot.Clave, sender.After(now), sender.DateAt(now), now,
                        line.Reason, Part: lot.Line),
                    lot.Holding, settled, AreBack: line.Outcome == "returned", recalls.At(lot.Clave, lot.Lot, sender.Zone)));
            }
        }
        await ledger.Post(ct);
        if (shipment.Lots.All(x => x.InTransit == 0))
            shipment.Status = ShipmentStatus.Received;
        db.Audit("shipment.resolved", shipment.Id.ToString(), id.ToString());
        shipment.Publish(db, now);
        var response = new Response(id, shipment.Id, shipment.Version, Shipment.Name(shipment.Status), lines);
        db.Documents.Add(StockDocument.Of(
            StockDocumentKind.Resolution, id, FacilityCode.Stored(shipment.From), shipment.StatedSender, now, now, db.Origin,
            response, shipment.Id, MessageJson.Write(effects)));
        return response;
    }

    private static Outcome<Settled> Read(Line line) =>
        Clave.Parse(line.Clave).Refused(out var why, out var clave) ? why
        : RequestParsing.Lot(line.Lot).Refused(out why, out var lot) ? why
        : Pieces.Positive(line.Quantity, "quantity").Refused(out why, out var quantity) ? why
        : line.Outcome is not ("lost" or "returned")
            ? Refusals.ResolutionOutcome()
        : RequestParsing.Text(line.Reason, "reason").Refused(out why, out var reason) ? why
        : new Settled(clave.Value, lot, quantity, line.Outcome, reason);
}
