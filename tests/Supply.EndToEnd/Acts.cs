namespace Supply.EndToEnd;

/// <param name="Counts">Medicine or medical supply: an order with such a line counts in ind-a.</param>
public sealed record Item(string Clave, bool Counts);

/// <summary>One thing that somebody does, once however often it is sent.</summary>
/// <param name="Id">The document's id where it makes one.</param>
/// <param name="At">When it happened, by the person who reports it; no two acts of a history at the same instant.</param>
/// <param name="After">Acts that must have been answered before this one can be sent.</param>
public abstract record Act(Guid Id, DateTimeOffset At, IReadOnlyList<Guid> After);

public sealed record FacilityArrives(Guid Id, DateTimeOffset At, Place Place) : Act(Id, At, []);

/// <param name="Before">The change that must have been published before.</param>
public sealed record CodeChanged(Guid Id, DateTimeOffset At, Place Place, CodeChange Change, Guid? Before)
    : Act(Id, At, Before is { } id ? [id] : []);

public sealed record Receipt(Guid Id, DateTimeOffset At, Place Place, IReadOnlyList<ReceiptLine> Lines) : Act(Id, At, []);

public sealed record ReceiptLine(string Clave, string Lot, DateOnly ExpiresOn, int Quantity);

public sealed record Order(Guid Id, DateTimeOffset At, Place Warehouse, Place Destination, IReadOnlyList<OrderLine> Lines)
    : Act(Id, At, []);

public sealed record OrderLine(string Clave, int Quantity);

/// <param name="Verdict"><c>approve</c>, <c>reject</c> or <c>cancel</c>.</param>
public sealed record OrderVerdict(Guid Id, DateTimeOffset At, Order Order, string Verdict) : Act(Id, At, [Order.Id]);

/// <param name="Needs">The receipts that fill the warehouse: what is shipped must be there.</param>
public sealed record Shipment(
    Guid Id, DateTimeOffset At, Place From, Place To, OrderVerdict Approval, IReadOnlyList<OrderLine> Lines, IReadOnlyList<Guid> Needs)
    : Act(Id, At, [Approval.Id, .. Needs]);

/// <param name="Instead">The taking back of an earlier reception, which this one corrects.</param>
/// <param name="Withdrawn">A recall of one of its lots; the goods come on the day on which it is declared, after it.</param>
public sealed record Reception(
    Guid Id, DateTimeOffset At, Shipment Shipment, IReadOnlyList<Received> Lines, Reversal? Instead = null, Recall? Withdrawn = null)
    : Act(Id, At, [Shipment.Id, .. Instead is null ? (Guid[])[] : [Instead.Id], .. Withdrawn is null ? (Guid[])[] : [Withdrawn.Id]]);

/// <summary>Good + damaged + missing is what was shipped of the clave, plus the surplus when there was one.</summary>
public sealed record Received(string Clave, int Good, int Damaged, int Missing);

/// <param name="Batch">Prescriptions with the same number are sent together as NDJSON; null: alone.</param>
public sealed record Prescription(
    Guid Id, DateTimeOffset At, Place Place, string Kind, IReadOnlyList<PrescriptionLine> Lines, int? Batch = null) : Act(Id, At, []);

/// <param name="Lots">The lots that the pharmacist named; all, part or none of what was given.</param>
public sealed record PrescriptionLine(
    int Line, string Clave, int Prescribed, int Dispensed, IReadOnlyList<LotPieces> Lots, int? SubstituteFor = null);

public sealed record LotPieces(string Lot, int Quantity);

/// <summary>Owed pieces of one line, handed over later.</summary>
public sealed record Delivery(Guid Id, DateTimeOffset At, Prescription Prescription, int Line, int Quantity)
    : Act(Id, At, [Prescription.Id]);

/// <summary>Somebody takes a receipt, reception or delivery back.</summary>
public sealed record Reversal(Guid Id, DateTimeOffset At, Act Document) : Act(Id, At, [Document.Id]);

/// <summary>Central supply withdraws a lot at one place. The system dates it on the day on which it is told.</summary>
/// <param name="Receipt">That brought the lot, in its first line; null: the first lot of <paramref name="Shipment"/>.</param>
public sealed record Recall(Guid Id, DateTimeOffset At, Place Place, Receipt? Receipt, Shipment? Shipment)
    : Act(Id, At, [(Receipt ?? (Act?)Shipment)!.Id])
{
    public PickedLot LotOf(IReadOnlyDictionary<Guid, IReadOnlyList<PickedLot>> picks) => Receipt is { Lines: [var line, ..] }
        ? new(line.Clave, line.Lot, line.Quantity)
        : picks[Shipment!.Id].OrderBy(x => x.Clave, StringComparer.Ordinal).ThenBy(x => x.Lot, StringComparer.Ordinal).First();
}

public sealed record LiftRecall(Guid Id, DateTimeOffset At, Recall Recall) : Act(Id, At, [Recall.Id]);

public sealed record VoidPrescription(Guid Id, DateTimeOffset At, Prescription Prescription) : Act(Id, At, [Prescription.Id]);
