using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;

namespace Supply.Indicators.Features.Public;

/// <summary>Which figure of the nation or a state anybody means.</summary>
internal sealed record PublicQuery(Indicator Indicator, Group Group)
{
    /// <summary>
    /// Refuses with <c>indicators.no-such-indicator</c>, <c>indicators.level</c>, <c>indicators.code</c>, <c>state.unknown</c>.
    /// </summary>
    public static Outcome<PublicQuery> Read(string indicator, string? level, string? code)
    {
        if (FigureQuery.Read(indicator, level, code, null).Refused(out var why, out var asked))
            return why;
        return asked.Group.Level is Dimension.Nation or Dimension.State ? new PublicQuery(asked.Indicator, asked.Group)
            : Refusals.Level(["nation", "state"], "level");
    }

    /// <summary>Refuses with <c>indicators.period</c>, <c>indicators.public-period</c>.</summary>
    public Outcome<Period> Read(string? period, string field = "period") =>
        Indicator.ReadPeriod(period, field).Refused(out var why, out var of) ? why
        : of.Grain == Grain.Day && PublicTable.IsPrivate(Indicator) ? Refusals.PublicPeriod(field) : of;
}
