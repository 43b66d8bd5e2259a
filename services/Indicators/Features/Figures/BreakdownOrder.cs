using System.Globalization;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Features.Figures;

/// <summary>In which order the rows of a breakdown come, and after which of them. Rows without what they are ordered by come
/// last.</summary>
internal sealed class BreakdownOrder : IComparer<(decimal? Key, string Code)>
{
    private readonly string by;
    private readonly bool descending;

    private BreakdownOrder(string by, bool descending, (decimal? Key, string Code)? after) =>
        (this.by, this.descending, After) = (by, descending, after);

    public (decimal? Key, string Code)? After { get; }

    /// <summary>The database has them in this order.</summary>
    public bool IsStored => by == "code" && !descending;

    /// <summary>Refuses with <c>indicators.sort</c>, <c>indicators.after</c>.</summary>
    public static Outcome<BreakdownOrder> Read(string? sort, bool? descending, bool compares, string? after)
    {
        sort ??= "code";
        if (sort is not ("code" or "value" or "coverage") && !(sort == "change" && compares))
            return Refusals.Sort();
        if (after is null || sort == "code")
            return new BreakdownOrder(sort, descending ?? false, after is null ? null : (null, after));
        if (after.Split(' ', 2) is not [var text, { Length: > 0 } code])
            return Refusals.After(after);
        if (text == "-")
            return new BreakdownOrder(sort, descending ?? false, (null, code));
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var key)
            ? new BreakdownOrder(sort, descending ?? false, (key, code))
            : Refusals.After(after);
    }

    public decimal? KeyOf(FigureView x) => by switch { "value" => x.Value, "change" => x.Change, "coverage" => Covered(x), _ => null };

    /// <summary>Where the next page begins.</summary>
    public string Cursor(FigureView x) => by == "code" ? x.Code
        : string.Create(CultureInfo.InvariantCulture,
            $"{(KeyOf(x) is { } key ? key.ToString(CultureInfo.InvariantCulture) : "-")} {x.Code}");

    public int Compare((decimal? Key, string Code) x, (decimal? Key, string Code) y)
    {
        if (x.Key is null != y.Key is null)
            return x.Key is null ? 1 : -1;
        var order = Comparer<decimal?>.Default.Compare(x.Key, y.Key);
        if (order == 0 && by == "code")
            order = string.CompareOrdinal(x.Code, y.Code);
        order = descending ? -order : order;
        return order != 0 ? order : string.CompareOrdinal(x.Code, y.Code);
    }

    // Of orders there is no expected day: who reported at all.
    private static decimal? Covered(FigureView x)
    {
        var reported = Indicator.WithCode(x.Indicator) is { Family: Family.Orders } ? x.Coverage.Facilities : x.Coverage.FacilityDays;
        return Rate.Of(reported.Reporting, reported.Expected).Value;
    }
}
