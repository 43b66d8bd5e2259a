namespace Supply.DemandPlanning.Domain;

/// <summary>The consolidated demand of a buyer and a clave for a period, rule <c>demand-1</c> of docs/rules.md.</summary>
public static class Demand
{
    public const string Rule = "demand-1";

    /// <summary>40 % of the maximum, upwards to whole pieces; so it is in all 47,809 rows of the federal annex 2027-2028.</summary>
    /// <param name="max">0 to 2,147,483,647 pieces.</param>
    public static long Minimum(long max) => (2 * max + 4) / 5;

    /// <summary>Pieces a month, 4 decimals, half away from zero.</summary>
    public static decimal Monthly(long max, int months) => Math.Round((decimal)max / months, 4, MidpointRounding.AwayFromZero);

    /// <summary>An approved monthly consumption times the months, upwards to whole pieces.</summary>
    /// <returns>The maximum, and whether it had to be rounded.</returns>
    public static (decimal Max, bool Rounded) Consolidated(decimal cpm, int months)
    {
        var exact = cpm * months;
        var max = Math.Ceiling(exact);
        return (max, max != exact);
    }

    /// <summary>Planning quantity times the months, less what is on hand and on its way where net demand is asked for; never
    /// negative.</summary>
    public static long CpmBased(long planningQuantity, int months, long stock) => Math.Max(0, planningQuantity * months - stock);

    /// <returns>The fewest and the most pieces that may be asked for without a justification: what lies outside deviates.</returns>
    public static (long Least, long Most) WithoutJustification(long cpmBased, decimal share) =>
        ((long)Math.Ceiling(cpmBased - share * cpmBased), (long)Math.Floor(cpmBased + share * cpmBased));

    /// <summary>The request is further from the CPM-based quantity than the share of it, above or below.</summary>
    /// <param name="share">0.25: a quarter.</param>
    public static bool Deviates(long requested, long cpmBased, decimal share) => Math.Abs((decimal)requested - cpmBased) > share * cpmBased;
}
