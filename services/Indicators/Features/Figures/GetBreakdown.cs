using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class GetBreakdown
{
    private const int Chunk = 500;

    [EndpointSummary("The figures that a figure is made of: by state, unitLevel, unitType, rural, facility, and where "
        + "the indicator has them by clave, productClass or supplier, of the level and code given; with against= beside those of "
        + "another period, and their change in percentage points of the values as printed; sort= code, value, change or coverage; "
        + "min= the least denominator, in both periods. Also as text/csv.")]
    public static async Task<IResult> Handle(string indicator, [Required] string? period, [OneOf(typeof(Dimension))] string? by,
        [OneOf(typeof(Dimension))] string? level, string? code, string? asOf, string? against,
        [OneOf("code", "value", "change", "coverage")] string? sort, bool? descending, long? min, string? after, int? limit,
        [OneOf("json", "csv")] string? format, HttpRequest request, IndicatorsDb db, CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || asked.Indicator.ReadPeriod(period)
            .Refused(out why, out var of)
            || FigureQuery.LevelOf(asked.Indicator, by ?? "state", "by").Refused(out why, out var parts)
            || BreakdownOrder.Read(sort, descending, against is not null, after).Refused(out why, out var order)
            || Pages.Limit(limit).Refused(out why, out var size) || CsvTable.IsAsked(request, format).Refused(out why, out var csv))
            return Results.Extensions.Refused(why);
        Period? other = null;
        if (against is not null && asked.Indicator.ReadPeriod(against, "against").Refused(out why, out other))
            return Results.Extensions.Refused(why);
        if (parts.Dimension == Dimension.Nation || asked.Group.Level == Dimension.Facility || asked.Group.Level.Rule().WholeNationOnly
            || (parts.Dimension != Dimension.Facility && asked.Group.Level != Dimension.Nation))
            return Results.Extensions.Refused(Refusals.Breakdown());
        var (from, to) = other is null ? (of.From, of.To) : (Earlier(of.From, other.From), other.To > of.To ? other.To : of.To);
        var breakdown = new Breakdown(db, parts.Dimension, of, other, min ?? 0, csv ? Chunk : Math.Min(Chunk, size + 1),
            new BreakdownRows(db, asked, parts.Dimension, await FiguresState.Read(db, asked, from, to, ct)));
        var rows = breakdown.Rows(order, ct);
        return csv
            ? new CsvTable($"{indicator}-desglose-{of.Text}", CsvTable.BreakdownHeader, rows.Select(CsvTable.BreakdownRow))
            : new ETagResult<Page<FigureView>>(Pages.Of(await rows.Take(size + 1).ToListAsync(ct), size, order.Cursor));
    }

    private static DateOnly Earlier(DateOnly x, DateOnly y) => x < y ? x : y;

    private sealed class Breakdown(IndicatorsDb db, Dimension by, Period period, Period? against, long min, int chunk, BreakdownRows read)
    {
        public IAsyncEnumerable<FigureView> Rows(BreakdownOrder order, CancellationToken ct) =>
            Named(order.IsStored ? Compared(read.After(period, order.After?.Code ?? "", chunk, ct), ct) : Ordered(order, ct), ct);

        // Of all rows only what they are ordered by is held: ten thousand facilities at most.
        private async IAsyncEnumerable<FigureView> Ordered(BreakdownOrder order, [EnumeratorCancellation] CancellationToken ct)
        {
            List<(decimal? Key, string Code)> keys = [];
            await foreach (var x in Compared(read.After(period, "", Chunk, ct), ct))
                keys.Add((order.KeyOf(x), x.Code));
            keys.Sort(order);
            foreach (var some in keys.SkipWhile(x => order.After is { } last && order.Compare(x, last) <= 0).Select(x =>
                x.Code).Chunk(chunk))
            {
                var rows = await read.Of(period, some, ct);
                await foreach (var x in Compared(some.Where(rows.ContainsKey).Select(x => rows[x]).ToAsyncEnumerable(), ct))
                    yield return x;
            }
        }

        private async IAsyncEnumerable<FigureView> Compared(IAsyncEnumerable<FigureView> rows,
            [EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (var some in rows.Chunk(chunk).WithCancellation(ct))
            {
                var others = against is null ? [] : await read.Of(against, [.. some.Select(x => x.Code)], ct);
                foreach (var x in some)
                    if (others.GetValueOrDefault(x.Code) is var other && x.Denominator >= min
                        && (against is null || min <= 0 || other?.Denominator >= min))
                        yield return other is null ? x : x with { Against = other, Change = x.Value - other.Value };
            }
        }

        private async IAsyncEnumerable<FigureView> Named(IAsyncEnumerable<FigureView> rows, [EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (var some in rows.Chunk(chunk).WithCancellation(ct))
            {
                var names = await GroupNames.Read(db, by, some.Select(x => x.Code), ct);
                foreach (var x in some)
                    yield return x with { Name = names.GetValueOrDefault(x.Code) };
            }
        }
    }
}
