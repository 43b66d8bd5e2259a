namespace Supply.Inventory.Domain;

/// <summary>A line that the ledger gets.</summary>
/// <param name="Quantity">Signed pieces, not 0.</param>
/// <param name="LinkedTo">The entry that it reverses or follows from.</param>
/// <param name="Assumed">The document did not name this lot.</param>
public sealed record LedgerEntry(
    Guid Id, StockFact Fact, Holding Holding, long Quantity, Reason Reason, Guid? LinkedTo, bool Assumed);
