using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class GetSeries
{
    /// <summary>Of a file: ten years of days.</summary>
    public const int MostPeriods = 3_660;

    private const int Chunk = 400;

    [EndpointSummary("A figure through time, without gaps: a period that nobody reported on is there as not available. "
        + "Also as text/csv, of 3,660 periods at most.")]
    public static async Task<IResult> Handle(string indicator, [Required] string? from, [Required] string? to,
        [OneOf(typeof(Grain))] string? grain, [OneOf(typeof(Dimension))] string? level, string? code, string? asOf,
        string? after, int? limit, [OneOf("json", "csv")] string? format,
        HttpRequest request, IndicatorsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || Periods(from, to, grain, after)
            .Refused(out why, out var span)
            || Pages.Limit(limit).Refused(out why, out var size) || CsvTable.IsAsked(request, format).Refused(out why, out var csv))
            return Results.Extensions.Refused(why);
        if (asked.Indicator.ByMonth && span.First.Grain == Grain.Day)
            return Results.Extensions.Refused(Refusals.ByMonth("grain"));
        if (csv && span.All.Skip(MostPeriods).Any())
            return Results.Extensions.Refused(Refusals.RangeTooLong(MostPeriods));
        asked = await asked.UnderCurrentCode(db, ct);
        var empty = new EmptyFigure(db, asked, Refresh.Today(clock));
        if (await empty.Unknown(ct) is { } unknown)
            return Results.Extensions.Refused(unknown);
        var state = await FiguresState.Read(db, asked, span.First.From, Period.Of(span.First.Grain, span.To).To, ct);
        var figures = Read(db, asked, empty, span, csv ? Chunk : Math.Min(Chunk, size + 1), ct).Select(state.On);
        return csv
            ? new CsvTable($"{indicator}-serie", CsvTable.FigureHeader, figures.Select(CsvTable.Row))
            : new ETagResult<Page<FigureView>>(Pages.Of(await figures.Take(size + 1).ToListAsync(ct), size, x => x.Period));
    }

    private sealed record Span(Period First, DateOnly To)
    {
        public IEnumerable<Period> All
        {
            get
            {
                for (var next = First; next.From <= To; next = next.Next)
                    yield return next;
            }
        }
    }

    private static Outcome<Span> Periods(string? from, string? to, string? grain, string? after)
    {
        if (Period.Parse(from, "from").Refused(out var why, out var first) || Period.Parse(to, "to").Refused(out why, out var last))
            return why;
        if (!Enum.TryParse<Grain>(grain ?? first.Grain.ToString(), ignoreCase: true, out var by) || !Enum.IsDefined(by)
            || (grain is { } text && char.IsAsciiDigit(text[0])))
            return Refusals.Grain();
        if (last.To < first.From)
            return Refusals.Range();
        first = Period.Of(by, first.From);
        if (after is not null && Period.Parse(after, "after").Refused(out why, out var seen))
            return why;
        return new Span(after is null ? first : Period.Of(by, Period.Parse(after).Value.To).Next, last.To);
    }

    private static async IAsyncEnumerable<FigureView> Read(
        IndicatorsDb db, FigureQuery asked, EmptyFigure empty, Span span, int chunk, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var periods in span.All.Chunk(chunk))
        {
            var (grain, first, last) = (periods[0].Grain, periods[0].To, periods[^1].To);
            var found = asked.AsOf is null
                ? (await asked.Running(db).Where(x => x.Grain == grain && x.EndsOn >= first && x.EndsOn <= last).ToListAsync(ct))
                    .ToDictionary(x => x.Period, x => FigureView.Of(asked.Indicator, x))
                : (await asked.Published(db).Where(x => x.Grain == grain && x.EndsOn >= first && x.EndsOn <= last).ToListAsync(ct))
                    .ToDictionary(x => x.Period, x => FigureView.Of(asked.Indicator, x));
            List<Period> missing = asked.AsOf is null ? [.. periods.Where(x => !found.ContainsKey(x.Text))] : [];
            foreach (var (period, view) in missing.Count == 0 ? new Dictionary<Period, FigureView>() : await empty.Of(missing, ct))
                found[period.Text] = view;
            foreach (var period in periods)
                if (found.TryGetValue(period.Text, out var view))
                    yield return view;
        }
    }
}
