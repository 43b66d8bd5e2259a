using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Contracts.Inventory;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Features.Orders;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Receipts;

public static class PutReceipt
{
    /// <param name="ReceivedOn">The date on the facility's wall.</param>
    /// <param name="ReceivedAt">The instant, where it is known.</param>
    public sealed record Request(
        string? Facility, string? Supplier, Guid? SupplyOrder, string? FundingSource, DateOnly? ReceivedOn, Line?[]? Lines,
        DateTimeOffset? ReceivedAt = null);

    public sealed record Line(string? Clave, string? Lot, DateOnly? ExpiresOn, long? Quantity, Guid? Award = null);

    /// <param name="Number"><c>EN-13-2026-00123</c>; null: recorded before receipts had numbers.</param>
    public sealed record Response(
        Guid Id, string Facility, DateOnly ReceivedOn, DateTimeOffset ReceivedAt, IReadOnlyList<Stored> Lines, string? Number = null);

    /// <param name="Condition"><c>quarantine</c> for expired and recalled goods; <paramref name="Notice"/> says why.</param>
    public sealed record Stored(
        int Line, string Clave, string Lot, DateOnly ExpiresOn, int Quantity, StockCondition Condition, string? Notice);

    private sealed record Receipt(
        string Facility, string Supplier, Guid? SupplyOrder, string FundingSource, DateOnly ReceivedOn, DateTimeOffset? ReceivedAt,
        IReadOnlyList<Goods> Lines);

    private sealed record Goods(string Clave, Holding Holding, int Quantity, Guid? Award);

    public static void MapPutReceipt(this IEndpointRouteBuilder inventory) => inventory.MapPut("/receipts/{id:guid}", Handle)
        .WithSummary("Takes a supplier's goods into stock. Expired and recalled lots go to quarantine, and the answer says so.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy);

    private static async Task<Reply<Response>> Handle(
        Guid id, Body<Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(body.Value).Refused(out var why, out var receipt))
            return why;
        var facility = await db.Resolve(FacilityCode.Stored(receipt.Facility), ct);
        if (caller.MayActFor(facility) is { } foreign)
            return foreign;
        var repeated = receipt with { Facility = await FirstSpelling.Of(db, StockDocumentKind.Receipt, id, receipt.Facility, ct) };
        return await db.Write(
            () => db.Create("receipt", id, Fingerprint.Of(repeated), () => Record(id, receipt, facility, db, clock.Now(), ct), ct), ct);
    }

    private static async Task<Outcome<Response>> Record(
        Guid id, Receipt receipt, FacilityCode facility, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var zone = await db.Zone(facility, ct);
        if (StatedDates.Arrival(receipt.ReceivedOn, receipt.ReceivedAt, now, zone).Refused(out var why, out var occurredAt))
            return why;
        if (await OrderDates.Refuse(db, receipt.SupplyOrder, receipt.ReceivedOn, receipt.ReceivedAt, "receivedOn", ct) is { } early)
            return early;
        if ((await new StatedLists(db, facility).FundingSource(receipt.FundingSource, "fundingSource", comesIn: true, ct))
            .Refused(out why, out var source))
            return why;
        for (var i = 0; i < receipt.Lines.Count; i++)
            if (DateRules.Expiry(receipt.Lines[i].Holding.ExpiresOn, receipt.ReceivedOn, $"lines[{i}].expiresOn") is { } impossible)
                return impossible;
        var recalls = await db.RecallsAt(facility, receipt.Lines.Select(x => x.Clave), ct);
        var ledger = await Ledger.Open(db, receipt.Lines.Select(x => (facility.Value, x.Clave)), ct);
        var (lines, told) = (new List<Stored>(), new List<ReceiptLine>());
        foreach (var goods in receipt.Lines)
        {
            var condition = ArrivalCondition.Of(
                goods.Holding.ExpiresOn, receipt.ReceivedOn, recalls.Since(goods.Clave, goods.Holding.Lot, zone));
            var holding = goods.Holding with { FundingSource = source };
            lines.Add(
                new(lines.Count + 1, goods.Clave, holding.Lot, holding.ExpiresOn, goods.Quantity, condition.InStock, condition.Notice));
            told.Add(new(
                lines.Count, goods.Clave, holding.Lot, holding.ExpiresOn, goods.Quantity,
                (condition.IsUsableOnArrival ? StockCondition.Usable : StockCondition.Quarantine).Name(), goods.Award));
            var pair = ledger[facility.Value, goods.Clave];
            var cameAt = receipt.ReceivedAt is null ? await pair.AfterCountOf(receipt.ReceivedOn, occurredAt, ct) : occurredAt;
            pair.Add(new StockLine.Receipt(
                new(id, Guid.Empty, lines.Count, facility.Value, receipt.Facility, goods.Clave, cameAt, receipt.ReceivedOn, now),
                holding, goods.Quantity, recalls.At(goods.Clave, holding.Lot, zone)));
        }
        await ledger.Post(ct);
        var fact = new ReceiptRecorded(
            id, 1, occurredAt, now, receipt.ReceivedOn, facility.Value, facility.State.Code, receipt.Supplier, receipt.SupplyOrder,
            source.Length == 0 ? null : source, told);
        db.Enqueue(fact);
        var number = await db.NextNumber(StockDocument.ReceiptNumberKind, facility.State, Zones.DateAt(now, zone).Year, ct);
        var response = new Response(id, facility.Value, receipt.ReceivedOn, occurredAt, lines, number);
        db.Documents.Add(StockDocument.Of(
            StockDocumentKind.Receipt, id, facility, receipt.Facility, occurredAt, now, db.Origin, response,
            effect: MessageJson.Write(fact), number: number, supplier: receipt.Supplier, supplyOrder: receipt.SupplyOrder));
        return response;
    }

    private static Outcome<Receipt> Read(Request request)
    {
        if (FacilityCode.Parse(request.Facility).Refused(out var why, out var facility)
            || RequestParsing.Text(request.Supplier, "supplier").Refused(out why, out var supplier)
            || RequestParsing.FundingSource(request.FundingSource).Refused(out why, out var source))
            return why;
        if (request.ReceivedOn is not { } receivedOn)
            return Refusals.ReceptionDateMissing();
        if (RequestParsing.Lines<Line, Goods>(request.Lines, x => Read(x, source)).Refused(out why, out var lines))
            return why;
        return new Receipt(facility.Value, supplier, request.SupplyOrder, source, receivedOn, request.ReceivedAt?.ToMicroseconds(), lines);
    }

    private static Outcome<Goods> Read(Line line, string fundingSource) =>
        RequestParsing.Holding(line.Clave, line.Lot, line.ExpiresOn, fundingSource, null, null).Refused(out var why, out var at) ? why
        : Pieces.Positive(line.Quantity, "quantity").Refused(out why, out var quantity) ? why
        : new Goods(at.Clave, at.Holding, quantity, line.Award);
}
