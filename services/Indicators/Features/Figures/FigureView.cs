using Supply.Indicators.Domain;
using Supply.Indicators.Features.Targets;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

/// <param name="Status"><c>available</c>, <c>not-available</c> (nothing to divide by: neither 0 nor 100) or <c>not-applicable</c>.</param>
/// <param name="Value">Per cent, 2 decimals, half away from zero.</param>
/// <param name="Incomplete">Of the denominator, those that are not in the numerator by why (prescriptions only).</param>
/// <param name="PossibleDuplicates">Prescriptions that share facility, folio and date with another; counted all the same.</param>
/// <param name="Target">Per cent, of the period's year, as it was set, else as the documents print it.</param>
/// <param name="ReachesTarget">Compared before rounding.</param>
/// <param name="Final">Published, and nothing has changed since.</param>
/// <param name="StandsStillSince">Of a running figure: since when documents wait for the jobs that count them, where that is
/// long ago; null where none does.</param>
/// <param name="SetAside">Of a running figure: facts that could belong to it and are not in it, because they cannot be counted or their
/// message is parked, and days and figures of the nation that cannot be counted; operators see which at
/// <c>/indicators/ops/messages/parked</c> and <c>/indicators/ops/set-aside</c>.</param>
/// <param name="Parked">Of a running figure: messages of this service that are parked, whatever they tell of.</param>
/// <param name="Restated">Why the publication that this is was not the first: <c>facility-code</c> (a code of a facility has
/// changed) or <c>late-facts</c>.</param>
/// <param name="AsOf">When it was published; of a running figure when it last changed.</param>
/// <param name="Name">In the rows of a breakdown: what people call it; null where the catalogue has not told of it.</param>
/// <param name="Against">In the rows of a breakdown against another period: the figure of that one, with its own coverage.</param>
/// <param name="Change">Of <paramref name="Value"/> since <paramref name="Against"/>, in percentage points of the two values as they
/// are printed; null where one of them is not available.</param>
public sealed record FigureView(
    string Indicator, string Period, Dimension Level, string Code,
        [OneOf("available", "not-available", "not-applicable")] string Status, decimal? Value, long Numerator, long Denominator,
        IReadOnlyList<Excluded> Excluded,
    CoverageView Coverage, decimal? Target, bool? ReachesTarget, bool Final, string Rule, DateTimeOffset? AsOf, DateTimeOffset? ComputedAt,
    IReadOnlyList<Excluded>? Incomplete, long PossibleDuplicates, int? Publication, DateTimeOffset? StandsStillSince = null,
        long SetAside = 0,
    string? Restated = null, long Parked = 0, string? Name = null, FigureView? Against = null, decimal? Change = null)
{
    public static FigureView Of(Indicator indicator, Figure x) => Of(indicator, x, IndicatorStatement.Of(indicator, x.Counts)) with
    {
        Final = x.Final, AsOf = x.Final ? x.PublishedAt : x.ComputedAt, ComputedAt = x.ComputedAt, Publication = x.Final ? x.Published
            : null,
        Restated = x.Final ? x.Reason : null,
    };

    public static FigureView Of(Indicator indicator, Publication x)
    {
        var said = MessageJson.Read<List<IndicatorStatement>>(x.Statements).Find(one => one.Indicator == indicator.Code)
            ?? IndicatorStatement.NotSaid(indicator);
        return Of(indicator, x, said) with { Final = true, AsOf = x.At, ComputedAt = x.At, Publication = x.Version, Restated = x.Reason };
    }

    /// <summary>Beside the target of its year that is in force now.</summary>
    internal FigureView With(SetTargets targets) => targets.Of(Domain.Period.Stored(Period).To.Year) is { } target
        ? this with { Target = target, ReachesTarget = Rate.Of(Numerator, Denominator).Reaches(target) } : this;

    public static FigureView Of(Indicator indicator, IFigure x, IndicatorStatement said)
    {
        var (counts, year) = (x.Counts, Domain.Period.Stored(x.Period).To.Year);
        var (rate, target) = (Rate.Of(said.Numerator, said.Denominator),
            indicator.Targets.FirstOrDefault(target => target.Year == year)?.Value);
        var status = rate.IsAvailable ? "available" : x.Kind is { } kind && !indicator.AppliesTo(kind) ? "not-applicable" : "not-available";
        var isPrescriptions = indicator.IsOfPrescriptions;
        return new(indicator.Code, x.Period, x.Level, x.Code, status, said.Value, said.Numerator, said.Denominator, said.Excluded,
            CoverageView.Of(indicator.Family, x.Level, x.Coverage), target, target is { } t ? rate.Reaches(t) : null, false, said.Rule,
                null, null,
            said.Incomplete ?? (isPrescriptions && indicator.Numerator == Counter.Complete ? IndicatorStatement.Reasons(counts) : null),
            said.PossibleDuplicates ?? (isPrescriptions ? counts[Counter.PossibleDuplicates] : 0), null);
    }
}
