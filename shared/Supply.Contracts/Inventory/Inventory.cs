namespace Supply.Contracts.Inventory;

/// <summary>Goods from a supplier taken into stock.</summary>
/// <param name="SupplyOrder">The order that it answers; its good pieces count toward it.</param>
/// <param name="Status"><c>recorded</c> or <c>reversed</c>: taken back as a whole, so that nothing of it counts any more.</param>
public sealed record ReceiptRecorded(
    Guid Id, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string Facility, string State, string Supplier, Guid? SupplyOrder, string? FundingSource, IReadOnlyList<ReceiptLine> Lines,
        string Status = "recorded") : IFact;

/// <param name="Condition"><c>usable</c>, <c>quarantine</c> or <c>damaged</c>; expired goods go to quarantine.</param>
public sealed record ReceiptLine(
    int Line, string Clave, string Lot, DateOnly ExpiresOn, int Quantity, string Condition, Guid? Award = null);

/// <summary>A shipment with all its receptions so far.</summary>
/// <param name="LocalDate">The date of dispatch at the sender, of creation while held.</param>
/// <param name="Status"><c>held</c>, <c>dispatched</c>, <c>received</c> (nothing left in transit) or <c>cancelled</c>.</param>
public sealed record ShipmentChanged(
    Guid Id, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string From, string To, string State, Guid? SupplyOrder, string Status,
    IReadOnlyList<ShipmentLine> Lines, IReadOnlyList<ShipmentReception>? Receptions = null) : IFact;

/// <param name="Shipped">Pieces picked of this lot.</param>
/// <param name="Good">Received good so far, all receptions together; may exceed what was shipped when a surplus was accepted.</param>
/// <param name="InTransit">Shipped less good, damaged and resolved; never negative.</param>
/// <param name="Resolved">Missing pieces that were written off or returned.</param>
/// <param name="Usable">Those of <paramref name="Good"/> that were usable when they arrived: neither expired nor recalled. Only they supply
/// an order. Null: all.</param>
public sealed record ShipmentLine(
    string Clave, string Lot, DateOnly ExpiresOn, string? FundingSource, int Shipped, int Good, int Damaged, int InTransit,
        int Resolved = 0, int? Usable = null);

public sealed record ShipmentReception(Guid Id, DateOnly ReceivedOn, IReadOnlyList<ReceptionLine> Lines);

/// <param name="Usable">Those of <paramref name="Good"/> that were usable when they arrived. Null: all.</param>
public sealed record ReceptionLine(string Clave, int Good, int Damaged, int Missing, int? Usable = null);

/// <summary>What a facility has of a clave now.</summary>
/// <param name="Usable">Pieces usable and not expired on <paramref name="LocalDate"/>, not recalled; reservations are not deducted.</param>
/// <param name="InTransit">Pieces dispatched to the facility and not yet received or resolved.</param>
/// <param name="KnownFrom">The date of the pair's first receipt or count; before it the stock is unknown.</param>
public sealed record StockPositionChanged(
    string Facility, string Clave, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string State, long Usable, long InTransit, DateOnly? KnownFrom = null) : IFact;

/// <summary>The days of a month on which a facility ended without a usable piece of a clave.</summary>
/// <param name="Month"><c>2026-10</c>.</param>
/// <param name="Days">Days of the month, 1 to 31, from <paramref name="KnownFrom"/> on, whose end-of-day usable stock was 0.</param>
/// <param name="ClosedEmpty">The month's last day is one of them: it holds for later months until another message says otherwise.</param>
public sealed record StockOutDaysChanged(
    string Facility, string Clave, string Month, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    IReadOnlyList<int> Days, bool ClosedEmpty, DateOnly? KnownFrom = null) : IFact;

/// <summary>A lot withdrawn from use, or given free again.</summary>
/// <param name="Status"><c>recalled</c> or <c>lifted</c>.</param>
/// <param name="Scope">Where it holds: a state's code, a facility's code, or null for the nation.</param>
public sealed record LotRecalled(
    Guid Id, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string Clave, string Lot, string Reason, string Status = "recalled", string? Scope = null) : IFact;
