namespace Supply.Inventory.Domain;

/// <summary>A line of a document, as far as it says something of stock. What it does to stock: <see cref="StockEffects"/>.</summary>
public abstract record StockLine(LineSource Source)
{
    /// <summary>A supplier's goods.</summary>
    public sealed record Receipt(LineSource Source, Holding Goods, int Pieces, LotRecall? HeldBy) : StockLine(Source);

    /// <summary>A lot that was picked for a shipment.</summary>
    /// <param name="HasLeft">False: it is held.</param>
    public sealed record Shipment(LineSource Source, Holding Picked, int Pieces, bool HasLeft) : StockLine(Source);

    /// <summary>What the receiver of a shipment says of a lot, also of one that was not in it, or of more than was.</summary>
    public sealed record Reception(LineSource Source, Holding Lot, int Good, int Damaged, int Missing, LotRecall? HeldBy)
        : StockLine(Source);

    /// <summary>What the sender says of pieces that never arrived.</summary>
    /// <param name="AreBack">They came back to it; false: they are lost.</param>
    public sealed record Resolution(LineSource Source, Holding Lot, int Pieces, bool AreBack, LotRecall? HeldBy) : StockLine(Source);

    /// <summary>What a prescription or a later delivery of it handed out, and of which lots, where it says so.</summary>
    public sealed record Dispensed(LineSource Source, int Pieces, IReadOnlyList<KeyValuePair<string, int>> Lots) : StockLine(Source);

    /// <param name="Found">Null: nothing of the clave.</param>
    public sealed record Count(LineSource Source, Holding? Found, int Pieces) : StockLine(Source);

    /// <param name="Pieces">Signed.</param>
    public sealed record Adjustment(LineSource Source, Holding Lot, int Pieces) : StockLine(Source);

    public sealed record Transfer(LineSource Source, Holding From, Holding To, int Pieces) : StockLine(Source);

    /// <param name="Source">Its document is the recall, a part of it the run or the document of the goods.</param>
    public sealed record Recall(LineSource Source, string Lot) : StockLine(Source);

    /// <inheritdoc cref="Recall"/>
    public sealed record RecallLifted(LineSource Source, string Lot) : StockLine(Source);
}
