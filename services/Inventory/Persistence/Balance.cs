using System.ComponentModel.DataAnnotations;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>Pieces of one holding. Changed only together with a movement, under the lock of its pair.</summary>
public sealed class Balance : IPairRow
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    public required long Number { get; init; }
    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(40)] public required string Location { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    [MaxLength(40)] public required string FundingSource { get; init; }
    public required StockCondition Condition { get; init; }

    public long OnHand { get; set; }

    /// <summary>Pieces that held shipments wait for, whether or not they are there.</summary>
    public long Promised { get; set; }

    /// <summary>Sum of the balance's entries through the pair's <see cref="StockPair.LedgerChecked"/>.</summary>
    public long LedgerOnHand { get; set; }

    /// <summary>As much of <see cref="Promised"/> as is on hand.</summary>
    public long Reserved { get; set; }

    public Holding Holding => new(Location, Lot, ExpiresOn, FundingSource, Condition);
}
