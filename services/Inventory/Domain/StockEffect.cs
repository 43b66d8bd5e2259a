namespace Supply.Inventory.Domain;

/// <summary>A row of the table of <see cref="StockEffects"/>: what a line of a document does to stock.</summary>
/// <param name="Document">What it is a line of.</param>
/// <param name="Line">Of such a document.</param>
/// <param name="Stock">What happens to stock.</param>
/// <param name="Of">Null: no document of its own.</param>
/// <param name="Kind">Null: it makes no fact.</param>
/// <param name="Condition">Of the pieces that come in or leave; null: as the line says, or any.</param>
/// <param name="To">What the pieces become.</param>
public sealed record StockEffect(
    string Document, string Line, string Stock, DocumentKind? Of = null, FactKind? Kind = null, Reason? Reason = null,
    StockCondition? Condition = null, StockCondition? To = null);
