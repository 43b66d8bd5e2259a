using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Features.Targets;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Public;

/// <summary>
/// The figures of the nation and the states as anybody may see them. Of prescriptions the tables are months: what is hidden in one of
/// its months is hidden in the year, which therefore says nothing that its months do not say.
/// </summary>
internal sealed class PublicTable
{
    private readonly Indicator indicator;
    private readonly Dictionary<(string Period, Group Group), Figure> figures;
    private readonly Dictionary<string, Suppression> months = [];

    private readonly SetTargets targets;

    private PublicTable(Indicator indicator, IEnumerable<Figure> rows, SetTargets targets)
    {
        (this.indicator, this.targets) = (indicator, targets);
        figures = rows.ToDictionary(x => (x.Period, x.Group));
        foreach (var month in figures.Values.Where(x => IsPrivate(indicator) && x.Grain == Grain.Month).GroupBy(x => x.Period))
            months[month.Key] = Suppression.Of(CellOf(month.FirstOrDefault(x => x.Group == Group.Nation)),
                month.Where(x => x.Level == Dimension.State).Select(CellOf));
    }

    /// <summary>It counts what people were given.</summary>
    public static bool IsPrivate(Indicator x) => x.IsOfPrescriptions;

    public static async Task<PublicTable> Read(IndicatorsDb db, Indicator indicator, IReadOnlyCollection<Period> periods,
        CancellationToken ct)
    {
        string[] texts = [.. periods.SelectMany(x => IsPrivate(indicator) ? x.Months.Append(x) : [x]).Select(x => x.Text).Distinct()];
        var family = indicator.Family;
        return new(indicator, await db.Figures.AsNoTracking().Where(x => x.Family == family
            && (x.Level == Dimension.Nation || x.Level == Dimension.State) && texts.Contains(x.Period)).ToListAsync(ct),
            await SetTargets.Read(db, indicator, ct));
    }

    public PublicFigure Of(Group group, Period period)
    {
        if (!figures.TryGetValue((period.Text, group), out var figure))
            return PublicFigure.Nothing(indicator, group, period);
        var shown = PublicFigure.Of(FigureView.Of(indicator, figure).With(targets));
        return IsPrivate(indicator) && shown.Status == "available" && period.Months.Any(x => Hides(x, group))
            ? shown.Hidden(CellOf(figure).IsSmall) : shown;
    }

    public IEnumerable<PublicFigure> States(Period period) =>
        figures.Keys.Where(x => x.Period == period.Text && x.Group.Level == Dimension.State).Select(x => x.Group)
            .OrderBy(x => x.Code, StringComparer.Ordinal).Select(x => Of(x, period));

    private bool Hides(Period month, Group group) => months.GetValueOrDefault(month.Text) is { } own
        && (group == Group.Nation ? own.HidesTotal : own.Hides(group.Code));

    private Cell CellOf(Figure? x) => x is null ? default : new(x.Code,
        x.Counts[indicator.Denominator is Counter.Lines or Counter.Pieces ? Counter.Counted : indicator.Denominator],
        x.Counts[indicator.Numerator], x.Counts[indicator.Denominator]);
}
