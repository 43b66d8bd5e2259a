using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Public;

/// <param name="Status"><c>available</c>, <c>not-available</c>, or <c>hidden</c>: its numbers are not shown.</param>
/// <param name="Note">Of a hidden one: why, as a person reads it.</param>
/// <param name="Final">Published, and nothing has changed since.</param>
/// <param name="Coverage">Null of a hidden one.</param>
/// <param name="AsOf">When it was published; of a running figure when it last changed; null of a hidden one.</param>
public sealed record PublicFigure(string Indicator, string Period, Dimension Level, string Code, string? Name,
    [OneOf("available", "not-available", "not-applicable", "hidden")] string Status,
    decimal? Value,
    long? Numerator, long? Denominator, string? Note, CoverageView? Coverage, decimal? Target, bool? ReachesTarget, bool Final, string Rule,
    DateTimeOffset? AsOf)
{
    public const string Few = "menos de 10";
    private const string Protects = "oculta para que no se pueda calcular otra";

    public static PublicFigure Of(FigureView x) => new(x.Indicator, x.Period, x.Level, x.Code, GroupNames.Own(x.Level, x.Code), x.Status,
        x.Value, x.Numerator, x.Denominator, null, x.Coverage, x.Target, x.ReachesTarget, x.Final, x.Rule, x.AsOf);

    /// <summary>No figure is stored: nobody has reported and nobody has to.</summary>
    public static PublicFigure Nothing(Indicator indicator, Group group, Period period) => new(indicator.Code, period.Text, group.Level,
        group.Code, GroupNames.Own(group.Level, group.Code), "not-available", null, 0, 0, null, null, null, null, false, indicator.Rule,
            null);

    public PublicFigure Hidden(bool isSmall) => this with
    {
        Status = "hidden", Value = null, Numerator = null, Denominator = null, ReachesTarget = null, Coverage = null,
        AsOf = null, // who watched it would count each prescription
        Note = isSmall ? Few : Protects,
    };
}
