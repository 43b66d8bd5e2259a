using static Supply.Inventory.Domain.StockCondition;

namespace Supply.Inventory.Domain;

/// <summary>
/// What documents do to stock. The table says it of every line that there is; <see cref="Of"/> makes the facts of a line by it, and nothing
/// else makes facts.
/// </summary>
public static class StockEffects
{
    private static readonly StockEffect
        receipt = new("Receipt", "goods", "come in, usable", DocumentKind.Receipt, FactKind.In, Reason.Receipt, Usable),
        receiptExpired = new(
            "Receipt", "goods that have expired on the day of arrival", "come in, in quarantine", DocumentKind.Receipt, FactKind.In,
            Reason.Receipt, Quarantine),
        held = new("Shipment", "a picked lot of a held shipment", "nothing moves; the pieces are set aside", DocumentKind.Shipment),
        shipped = new(
            "Shipment", "a picked lot that leaves", "leaves the sender's stock, and is in transit", DocumentKind.Shipment, FactKind.Out,
            Reason.Shipped, Usable),
        received = new(
            "Reception", "good pieces", "come into the receiver's stock, usable", DocumentKind.Shipment, FactKind.In, Reason.Received,
            Usable),
        receivedExpired = new(
            "Reception", "good pieces that have expired on the day of arrival", "come into the receiver's stock, in quarantine",
            DocumentKind.Shipment, FactKind.In, Reason.Received, Quarantine),
        damaged = new(
            "Reception", "damaged pieces", "come into the receiver's stock, damaged", DocumentKind.Shipment, FactKind.In, Reason.Received,
            Damaged),
        missing = new("Reception", "missing pieces", "nothing moves; they stay in transit", DocumentKind.Shipment),
        returned = new(
            "Resolution", "missing pieces that came back", "come into the sender's stock, usable", DocumentKind.Shipment, FactKind.In,
            Reason.Returned, Usable),
        returnedExpired = new(
            "Resolution", "missing pieces that came back and have expired by then", "come into the sender's stock, in quarantine",
            DocumentKind.Shipment, FactKind.In, Reason.Returned, Quarantine),
        lost = new("Resolution", "missing pieces that are lost", "nothing moves; they are not in transit any more", DocumentKind.Shipment),
        dispensedLot = new(
            "Prescription, delivery", "pieces of a lot that it names", "leave that lot; what it has too little, others that are likely",
            DocumentKind.Prescription, FactKind.Out, Reason.Dispensed),
        dispensed = new(
            "Prescription, delivery", "pieces of no named lot", "leave the lots that are likely, first expired first",
            DocumentKind.Prescription, FactKind.Out, Reason.Dispensed),
        counted = new(
            "Count", "a lot", "is what was counted, with the other lines all of the clave", DocumentKind.Count, FactKind.Count,
            Reason.Counted),
        countedNone = new(
            "Count", "a clave of which nothing was found", "nothing of it is there", DocumentKind.Count, FactKind.Count, Reason.Counted),
        found = new(
            "Adjustment", "pieces that were found", "come in as they are", DocumentKind.Adjustment, FactKind.In, Reason.Adjusted),
        gone = new("Adjustment", "pieces that are gone", "leave their lot", DocumentKind.Adjustment, FactKind.Out, Reason.Adjusted),
        transferred = new(
            "Transfer", "pieces of a lot", "go to another location, condition or funding source", DocumentKind.Transfer, FactKind.Move,
            Reason.Transferred),
        recalled = new(
            "Recall", "a lot at a facility", "all of its usable pieces go to quarantine", DocumentKind.Recall, FactKind.Recall,
            Reason.Recalled, Usable, Quarantine),
        recalledOnArrival = new(
            "Recall", "goods of the lot that come in usable", "go to quarantine as they come, or at the recall where they are told late",
            DocumentKind.Recall, FactKind.Recall, Reason.Recalled, Usable, Quarantine),
        lifted = new(
            "Recall that is lifted", "a lot at a facility", "what the recall moved and is still in quarantine is usable again",
            DocumentKind.Recall, FactKind.Lift, Reason.Recalled, Quarantine, Usable);

    public static IReadOnlyList<StockEffect> Table { get; } =
    [
        receipt, receiptExpired, held, shipped, received, receivedExpired, damaged, missing, returned, returnedExpired, lost, dispensedLot,
        dispensed, counted, countedNone, found, gone, transferred, recalled, recalledOnArrival, lifted,
        new("Reception", "more than was on its way, a lot or an expiry that was not in the shipment", "comes in as the other pieces do"),
        new("Reversal of any of them", "every line", "its facts go: all is as if they had never been told", Reason: Reason.Reversed),
        new("New version of a prescription", "every line", "its facts take the place of those before", Reason: Reason.Reversed),
        new(
            "Another code of a facility, a listed code of a funding source or location", "every line",
            "its facts stay in their moment, under the new code", Reason: Reason.Recoded),
    ];

    public static IReadOnlyList<StockFact> Of(StockLine line) => line switch
    {
        StockLine.Receipt x => Arrival(IsExpired(x, x.Goods) ? receiptExpired : receipt, x, x.Goods, x.Pieces, x.HeldBy),
        StockLine.Shipment x => Moved(x.HasLeft ? shipped : held, x, x.Picked, x.Pieces),
        StockLine.Reception x =>
        [
            .. Arrival(IsExpired(x, x.Lot) ? receivedExpired : received, x, x.Lot, x.Good, x.HeldBy),
            .. Moved(damaged, x with { Source = x.Source with { Part = x.Source.Part + 1 } }, x.Lot, x.Damaged),
            .. Moved(missing, x, x.Lot, x.Missing),
        ],
        StockLine.Resolution { AreBack: false } x => Moved(lost, x, x.Lot, x.Pieces),
        StockLine.Resolution x => Arrival(IsExpired(x, x.Lot) ? returnedExpired : returned, x, x.Lot, x.Pieces, x.HeldBy),
        StockLine.Dispensed x => [.. Parts(x)],
        StockLine.Count { Found: { } lot } x => [Fact(counted, x.Source, x.Pieces, lot)],
        StockLine.Count x => [Fact(countedNone, x.Source, 0)],
        StockLine.Adjustment x => Moved(x.Pieces > 0 ? found : gone, x, x.Lot, Math.Abs(x.Pieces)),
        StockLine.Transfer x => [Fact(transferred, x.Source, x.Pieces, x.From, x.To)],
        StockLine.Recall x => [Fact(recalled, x.Source, 0, named: x.Lot)],
        StockLine.RecallLifted x => [Fact(lifted, x.Source, 0, named: x.Lot)],
        _ => throw new ArgumentException(line.GetType().Name, nameof(line)),
    };

    /// <summary>
    /// Goods of a recalled lot that come in usable go to quarantine; where they are told late, at the moment of the recall.
    /// </summary>
    private static IReadOnlyList<StockFact> Arrival(StockEffect effect, StockLine line, Holding lot, int pieces, LotRecall? recall)
    {
        var arrived = Moved(effect, line, lot, pieces);
        if (arrived is [] || recall is null || effect.Condition != Usable)
            return arrived;
        var source = line.Source;
        var (at, on) = recall.At > source.OccurredAt ? (recall.At, recall.On) : (source.OccurredAt, source.LocalDate);
        return [.. arrived, Fact(recalledOnArrival, source with
        {
            DocumentId = recall.Id, PartOf = source.PartOf == Guid.Empty ? source.DocumentId : source.PartOf, OccurredAt = at,
            LocalDate = on, Note = recall.Reason,
        }, 0, named: lot.Lot)];
    }

    private static bool IsExpired(StockLine line, Holding lot) => Holding.IsExpired(lot.ExpiresOn, line.Source.LocalDate);

    private static IReadOnlyList<StockFact> Moved(StockEffect effect, StockLine line, Holding lot, int pieces) =>
        effect.Kind is null || pieces == 0 ? [] : [Fact(effect, line.Source, pieces, lot)];

    private static IEnumerable<StockFact> Parts(StockLine.Dispensed line)
    {
        var (left, part) = (line.Pieces, 0);
        foreach (var (lot, quantity) in line.Lots.Where(x => x.Key != Holding.UncoveredLot))
        {
            var named = Math.Min(left, quantity);
            if (named <= 0)
                continue;
            left -= named;
            yield return Fact(dispensedLot, line.Source with { Part = part++ }, named, named: lot);
        }
        if (left > 0)
            yield return Fact(dispensed, line.Source with { Part = part }, left);
    }

    /// <param name="lot">The balance that the line names.</param>
    /// <param name="to">Where the pieces go.</param>
    /// <param name="named">The lot that it names without saying more.</param>
    private static StockFact Fact(
        StockEffect effect, LineSource from, int pieces, Holding? lot = null, Holding? to = null, string? named = null) => new()
        {
            Id = Guid.CreateVersion7(from.RecordedAt), Facility = from.Facility, StatedFacility = from.Stated, Clave = from.Clave,
            Document = effect.Of!.Value, DocumentId = from.DocumentId, PartOf = from.PartOf, Line = from.Line, Part = from.Part,
            OccurredAt = from.OccurredAt, LocalDate = from.LocalDate, Kind = effect.Kind!.Value, Reason = effect.Reason!.Value,
            Quantity = pieces, Location = lot?.Location, Lot = lot?.Lot ?? named, ExpiresOn = lot?.ExpiresOn,
            FundingSource = lot?.FundingSource, Condition = effect.Condition ?? lot?.Condition,
            ToLocation = to?.Location, ToFundingSource = to?.FundingSource, ToCondition = effect.To ?? to?.Condition, Note = from.Note,
        };
}
