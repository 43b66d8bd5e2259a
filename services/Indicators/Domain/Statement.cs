namespace Supply.Indicators.Domain;

public sealed record Excluded(string Reason, long Count);

/// <summary>What an indicator says of some tallies under its rule; a publication stores it as it was said.</summary>
/// <param name="Value">Per cent, 2 decimals; null where there is no denominator.</param>
public sealed record Statement(string Indicator, string Rule, decimal? Value, long Numerator, long Denominator, IReadOnlyList<Excluded> Excluded)
{
    public static Statement Of(Indicator indicator, Counts counts)
    {
        var rate = indicator.Rate(counts);
        return new(indicator.Code, indicator.Rule, rate.Value, rate.Numerator, rate.Denominator,
            [.. indicator.Exclusions.Select(x => new Excluded(x.Reason, counts[x.Counter])).Where(x => x.Count > 0)]);
    }

    public static IReadOnlyList<Statement> AllOf(Family family, Counts counts) => [.. Domain.Indicator.All.Where(x => x.Family == family).Select(x => Of(x, counts))];

    /// <summary>Value, numerator, denominator, exclusions and rule are the same.</summary>
    public bool SaysAs(Statement other) =>
        (Indicator, Rule, Value, Numerator, Denominator) == (other.Indicator, other.Rule, other.Value, other.Numerator, other.Denominator) && Excluded.SequenceEqual(other.Excluded);
}
