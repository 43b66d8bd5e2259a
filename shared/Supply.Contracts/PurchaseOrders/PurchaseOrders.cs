namespace Supply.Contracts.PurchaseOrders;

/// <summary>A supply order as it stands, with what its lines have received.</summary>
/// <param name="LocalDate">The date of issue.</param>
/// <param name="SourceKind"><c>supplier</c> or <c>warehouse</c>.</param>
/// <param name="Status"><c>issued</c>, <c>approved</c>, <c>rejected</c>, <c>inSupply</c>, <c>supplied</c>, <c>closedShort</c> or
/// <c>cancelled</c>.</param>
/// <param name="ApprovedAt">Set once approved, and kept when the order is cancelled later.</param>
/// <param name="SuppliedOn">The date on which the last missing good piece was received; every line in full.</param>
/// <param name="Replenishes">The destination is a warehouse: shown apart from the official indicator.</param>
public sealed record SupplyOrderChanged(
    Guid Id, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string State, string SourceKind, string SourceId, string Destination, DateOnly? PromisedOn, bool Emergency, string Status,
    IReadOnlyList<SupplyOrderLine> Lines, DateTimeOffset? ApprovedAt = null, DateOnly? SuppliedOn = null, bool Replenishes = false) : IFact;

/// <summary>Ordered = good + in transit + short + cancelled + what is still to come.</summary>
/// <param name="Good">Received and usable on arrival.</param>
/// <param name="Quarantined">Received intact, but expired or recalled when they came: they supply nothing.</param>
public sealed record SupplyOrderLine(
    int Line, string Clave, Guid? Award, int Ordered, int Shipped, int InTransit, int Good, int Damaged, int Short, int Cancelled,
    int Quarantined = 0);
