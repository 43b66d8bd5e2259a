using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>The figures that a figure is made of, some at a time: running, or as they were published at the as-of.</summary>
internal sealed class BreakdownRows(IndicatorsDb db, FigureQuery asked, Dimension by, FiguresState state)
{
    /// <summary>In the order of their codes.</summary>
    public async IAsyncEnumerable<FigureView> After(Period period, string after, int chunk, [EnumeratorCancellation] CancellationToken ct)
    {
        var (published, running) = (Published(period).Where(FigureQuery.Within<Publication>(asked.Group)),
            Running(period).Where(FigureQuery.Within<Figure>(asked.Group)));
        while (true)
        {
            var from = after;
            List<FigureView> views = asked.AsOf is null
                ? [.. (await running.Where(x => string.Compare(x.Code, from) > 0).OrderBy(x =>
                    x.Code).Take(chunk).ToListAsync(ct)).Select(Of)]
                : [.. (await published.Where(x => string.Compare(x.Code, from) > 0).OrderBy(x => x.Code).Take(chunk).ToListAsync(ct))
                    .Select(Of)];
            foreach (var view in views)
                yield return view;
            if (views.Count < chunk)
                yield break;
            after = views[^1].Code;
        }
    }

    /// <summary>Those of the codes; the group that the breakdown is of may have had others in another period.</summary>
    public async Task<Dictionary<string, FigureView>> Of(Period period, IReadOnlyCollection<string> codes, CancellationToken ct) =>
        (asked.AsOf is null
            ? (await Running(period).Where(x => codes.Contains(x.Code)).ToListAsync(ct)).Select(Of)
            : (await Published(period).Where(x => codes.Contains(x.Code)).ToListAsync(ct)).Select(Of))
        .ToDictionary(x => x.Code, StringComparer.Ordinal);

    private FigureView Of(Figure x) => state.On(FigureView.Of(asked.Indicator, x));

    private FigureView Of(Publication x) => state.On(FigureView.Of(asked.Indicator, x));

    private IQueryable<Figure> Running(Period period)
    {
        var (family, text) = (asked.Indicator.Family, period.Text);
        var running = db.Figures.AsNoTracking().Where(x => x.Family == family && x.Level == by && x.Period == text);
        return by == Dimension.Facility // the figures of an old code are its successor's
            ? running.Where(x => !db.FacilityCodes.Any(y => y.Stated == x.Code && y.Current != y.Stated)) : running;
    }

    private IQueryable<Publication> Published(Period period)
    {
        var (family, text) = (asked.Indicator.Family, period.Text);
        return FigureQuery.LastAt(db, db.Publications.AsNoTracking().Where(x => x.Family == family && x.Level == by && x.Period == text),
            asked.AsOf ?? default);
    }
}
