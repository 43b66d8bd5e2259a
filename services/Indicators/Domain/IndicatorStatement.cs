namespace Supply.Indicators.Domain;

/// <summary>What an indicator says of some tallies under its rule; a publication stores it as it was said.</summary>
/// <param name="Value">Per cent, 2 decimals; null where there is no denominator.</param>
/// <param name="Incomplete">Why documents are not complete, where the indicator shows it; null in publications of versions that
/// did not store it.</param>
/// <param name="PossibleDuplicates">As <paramref name="Incomplete"/>.</param>
public sealed record IndicatorStatement(string Indicator, string Rule, decimal? Value, long Numerator, long Denominator,
    IReadOnlyList<Excluded> Excluded,
    IReadOnlyList<Excluded>? Incomplete = null, long? PossibleDuplicates = null)
{
    private static readonly (string Reason, Counter Counter)[] whyIncomplete =
    [
        ("stockOut", Counter.StockOut), ("insufficientStock", Counter.InsufficientStock), ("clinicalDecision", Counter.ClinicalDecision),
        ("patientDeclined", Counter.PatientDeclined), ("other", Counter.Other), ("unstated", Counter.Unstated),
    ];

    public static IndicatorStatement Of(Indicator indicator, Counts counts)
    {
        var (rate, prescriptions) = (indicator.Rate(counts), indicator.IsOfPrescriptions);
        return new(indicator.Code, indicator.Rule, rate.Value, rate.Numerator, rate.Denominator,
            [.. indicator.Exclusions.Select(x => new Excluded(x.Reason, counts[x.Counter])).Where(x => x.Count > 0)],
            prescriptions && indicator.Numerator == Counter.Complete ? Reasons(counts) : null, prescriptions
                ? counts[Counter.PossibleDuplicates] : null);
    }

    public static IReadOnlyList<IndicatorStatement> AllOf(Family family, Counts counts) =>
        [.. Domain.Indicator.All.Where(x => x.Family == family).Select(x => Of(x, counts))];

    /// <summary>Of an indicator that was not there yet when a publication was made.</summary>
    public static IndicatorStatement NotSaid(Indicator indicator) => new(indicator.Code, indicator.Rule, null, 0, 0, []);

    public static IReadOnlyList<Excluded> Reasons(Counts counts) =>
        [.. whyIncomplete.Select(x => new Excluded(x.Reason, counts[x.Counter])).Where(x => x.Count > 0)];

    /// <summary>Why the prescription that adds the counts is not complete; null: it is, or it is another document.</summary>
    public static string? ReasonOf(Counts counts) => whyIncomplete.FirstOrDefault(x => counts[x.Counter] > 0).Reason;

    public static IEnumerable<string> AllReasons => whyIncomplete.Select(x => x.Reason);

    /// <summary>
    /// The tallies say again all that was said under rules that this version has. Counters and indicators that have come since
    /// are no difference, and what only a newer version says is not looked at.
    /// </summary>
    public static bool SayAs(IEnumerable<IndicatorStatement> said, Counts counts) =>
        said.All(x => Domain.Indicator.WithCode(x.Indicator) is not { } known || x.SaysAs(Of(known, counts)));

    /// <summary>Value, numerator, denominator, exclusions and rule are the same, and the reasons where both tell them.</summary>
    public bool SaysAs(IndicatorStatement other) =>
        (Indicator, Rule, Value, Numerator, Denominator) == (other.Indicator, other.Rule, other.Value, other.Numerator, other.Denominator)
        && Excluded.SequenceEqual(other.Excluded)
        && (Incomplete is null || other.Incomplete is null || Incomplete.SequenceEqual(other.Incomplete))
        && (PossibleDuplicates is null || other.PossibleDuplicates is null || PossibleDuplicates == other.PossibleDuplicates);
}
