using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class GetSeries
{
    private const int Chunk = 400;

    public static void MapGetSeries(this IEndpointRouteBuilder indicators) => indicators.MapGet("/{indicator}/series", Handle)
        .WithSummary("A figure through time, without gaps: a period that nobody reported on is there as not available. Also as text/csv.")
        .Produces<Page<FigureView>>()
        .Allow(Scope.Nation, Roles.All)
        .Needs();

    private static async Task<IResult> Handle(string indicator, string? from, string? to, string? grain, string? level, string? code, string? asOf, string? after, int? limit, string? format,
        HttpRequest request, IndicatorsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || Periods(from, to, grain, after).Refused(out why, out var span)
            || Pages.Limit(limit).Refused(out why, out var size) || CsvTable.IsAsked(request, format).Refused(out why, out var csv))
            return Results.Extensions.Refused(why);
        asked = await asked.UnderCurrentCode(db, ct) ?? asked;
        if ((await EmptyFigure.Read(db, asked, Refresh.Today(clock), ct)).Refused(out why, out var empty))
            return Results.Extensions.Refused(why);
        var figures = Read(db, asked, empty, span, csv ? Chunk : Math.Min(Chunk, size + 1), ct);
        var state = await FiguresState.Read(db, asked, ct);
        figures = figures.Select(state.On);
        return csv
            ? new CsvTable($"{indicator}-serie", CsvTable.FigureHeader, figures.Select(CsvTable.Row))
            : new ETagResult<Page<FigureView>>(Pages.Of(await figures.Take(size + 1).ToListAsync(ct), size, x => x.Period));
    }

    private sealed record Span(Period First, DateOnly To);

    private static Outcome<Span> Periods(string? from, string? to, string? grain, string? after)
    {
        if (Period.Parse(from, "from").Refused(out var why, out var first) || Period.Parse(to, "to").Refused(out why, out var last))
            return why;
        if (!Enum.TryParse<Grain>(grain ?? first.Grain.ToString(), ignoreCase: true, out var by) || !Enum.IsDefined(by) || (grain is { } text && char.IsAsciiDigit(text[0])))
            return Refusal.Invalid("indicators.grain", "Se espera day, month o year.", "grain");
        if (last.To < first.From)
            return Refusal.Invalid("indicators.range", "El fin es anterior al inicio.", "to");
        first = Period.Of(by, first.From);
        if (after is not null && Period.Parse(after, "after").Refused(out why, out var seen))
            return why;
        return new Span(after is null ? first : Period.Of(by, Period.Parse(after).Value.To).Next, last.To);
    }

    private static async IAsyncEnumerable<FigureView> Read(IndicatorsDb db, FigureQuery asked, EmptyFigure empty, Span span, int chunk, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var next = span.First; next.From <= span.To;)
        {
            List<Period> periods = [];
            for (; next.From <= span.To && periods.Count < chunk; next = next.Next)
                periods.Add(next);
            var (grain, first, last) = (next.Grain, periods[0].To, periods[^1].To);
            var found = asked.AsOf is null
                ? (await asked.Running(db).Where(x => x.Grain == grain && x.EndsOn >= first && x.EndsOn <= last).ToListAsync(ct)).ToDictionary(x => x.Period, x => FigureView.Of(asked.Indicator, x))
                : (await asked.Published(db).Where(x => x.Grain == grain && x.EndsOn >= first && x.EndsOn <= last).ToListAsync(ct)).ToDictionary(x => x.Period, x => FigureView.Of(asked.Indicator, x));
            foreach (var period in periods)
                if (found.TryGetValue(period.Text, out var view))
                    yield return view;
                else if (asked.AsOf is null)
                    yield return empty.Of(period);
        }
    }
}
