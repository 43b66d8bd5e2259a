namespace Supply.Inventory.Domain;

/// <summary>
/// What tells one balance of a facility and clave from another. A lot is the maker's number together with its expiry.
/// Ordered first expired first.
/// </summary>
/// <param name="FundingSource">Empty: none named.</param>
public readonly record struct Holding(
    string Location, string Lot, DateOnly ExpiresOn, string FundingSource, StockCondition Condition) : IComparable<Holding>
{
    /// <summary>The storeroom; wards and fixed stocks are other locations.</summary>
    public const string Main = Locations.Main;

    /// <summary>Carries pieces that were handed out and that no lot in the book covers; its balance is always 0.</summary>
    public const string UncoveredLot = "SIN-LOTE";

    public static readonly Holding Uncovered = new(Main, UncoveredLot, new DateOnly(2999, 12, 31), "", StockCondition.Usable);

    /// <summary>The one rule of expiry: a lot is usable through its expiry date, at the place that holds it.</summary>
    public static bool IsExpired(DateOnly expiresOn, DateOnly on) => expiresOn < on;

    public bool IsUsable(DateOnly on) => Condition == StockCondition.Usable && !IsExpired(ExpiresOn, on);

    public int CompareTo(Holding other) =>
        ExpiresOn.CompareTo(other.ExpiresOn) is not 0 and var byExpiry ? byExpiry
        : string.CompareOrdinal(Lot, other.Lot) is not 0 and var byLot ? byLot
        : string.CompareOrdinal(FundingSource, other.FundingSource) is not 0 and var bySource ? bySource
        : string.CompareOrdinal(Location, other.Location) is not 0 and var byLocation ? byLocation
        : Condition.CompareTo(other.Condition);

    /// <summary>
    /// From where a piece that was handed out without a lot came most likely; lower is likelier. The last resorts
    /// keep the sum of the pair right when there was nothing else: the person gave something.
    /// </summary>
    public int Resort(DateOnly on, RingFence fence) => Condition switch
    {
        StockCondition.Damaged => 8,
        StockCondition.Quarantine => 6,
        _ when IsExpired(ExpiresOn, on) => 4,
        _ when fence.Holds(this) => 2,
        _ => 0,
    } + (Location == Main ? 0 : 1);
}
