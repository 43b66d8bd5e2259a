namespace Supply.Inventory.Domain;

/// <summary>What a fact was charged to.</summary>
/// <param name="Quantity">Signed pieces.</param>
/// <param name="Assumed">The document did not name this lot.</param>
public readonly record struct Charge(StockFact Fact, Holding Holding, long Quantity, bool Assumed);
