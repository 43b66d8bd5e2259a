namespace Supply.DemandPlanning.Domain;

/// <summary>How long stock lasts at a planning quantity.</summary>
public static class MonthsOfStock
{
    /// <summary>2 decimals, half away from zero; null where there is no planning quantity or nothing is consumed.</summary>
    public static decimal? Of(long pieces, long? planningQuantity) => planningQuantity is > 0
        ? Math.Round((decimal)pieces / planningQuantity.Value, 2, MidpointRounding.AwayFromZero) : null;
}
