using System.ComponentModel.DataAnnotations;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>A picked lot. Shipped + surplus = good + damaged + in transit + resolved.</summary>
public sealed class ShipmentLot
{
    public required Guid Shipment { get; init; }
    public required int Line { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    [MaxLength(40)] public required string FundingSource { get; set; }
    public required int Shipped { get; init; }
    public int Good { get; set; }
    public int Damaged { get; set; }

    /// <summary>Those of <see cref="Good"/> that were usable when they arrived; null, as written before this was kept: all.</summary>
    public int? Usable { get; set; }

    /// <summary>Received beyond what was on its way, for a reason.</summary>
    public int Surplus { get; set; }

    /// <summary>Missing pieces that were written off or came back.</summary>
    public int Resolved { get; set; }

    /// <summary>What is still to come, or would be if it left.</summary>
    public int InTransit { get; set; }

    /// <summary>
    /// Takes over what was received and resolved in all, after a part of it was taken back: what is missing from what was shipped is on
    /// its way again, what is beyond it is surplus.
    /// </summary>
    /// <returns>How many more pieces are in transit.</returns>
    public int TakeBack(LotEffect effect)
    {
        (Good, Damaged, Resolved) = (Good - effect.Good, Damaged - effect.Damaged, Resolved - effect.Resolved);
        Usable = Usable is { } usable ? Math.Clamp(usable - effect.Usable, 0, Good) : null;
        var (before, settled) = (InTransit, (long)Good + Damaged + Resolved);
        (InTransit, Surplus) = ((int)Math.Max(0, Shipped - settled), (int)Math.Max(0, settled - Shipped));
        return InTransit - before;
    }

    public Holding Holding => new(Holding.Main, Lot, ExpiresOn, FundingSource, StockCondition.Usable);
}
