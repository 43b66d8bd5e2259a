namespace Supply.Inventory.Domain;

/// <summary>An entry that the ledger has of a document's own; not what it changed for others.</summary>
/// <param name="Quantity">Signed pieces.</param>
public sealed record PostedEntry(Guid Id, DocumentLine Of, Holding Holding, long Quantity);
