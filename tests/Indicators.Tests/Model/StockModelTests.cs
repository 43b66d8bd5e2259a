using System.Globalization;
using Supply.Contracts.Inventory;

namespace Supply.Indicators.Tests.Model;

/// <summary>
/// Random stock, day by day, of a few units and a warehouse. What Inventory would tell of it comes late, twice, in any order and in parts;
/// every figure of every month and group equals a naive count of the days. Today is 15 October 2026.
/// </summary>
public sealed class StockModelTests
{
    private static readonly string[] units = ["HGIMB000011", "HGIMB000021", "BCIMB000011", "ALM-13-01"];
    private static readonly string[] claves = ["010.000.0104.00", "010.000.0408.00", "060.004.0109.00"];
    private static readonly DateOnly through = new(2026, 10, 14);

    private sealed record Pair(string Unit, string Clave, DateOnly KnownFrom, Dictionary<DateOnly, int> Usable);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_figure_equals_a_naive_count_of_the_days(int seed)
    {
        var random = new Random(seed);
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        foreach (var unit in units)
            await at.Host.Deliver(Given.Facility(unit, kind: unit[0] == 'A' ? "stateWarehouse" : "healthUnit"));
        List<Pair> pairs = [.. units.SelectMany(unit => claves.Select(clave => Drawn(random, unit, clave)))];
        var messages = pairs.SelectMany(x => Told(random, x)).ToArray();
        random.Shuffle(messages);
        foreach (var message in messages)
        {
            var times = random.Next(4) == 0 ? 2 : 1;
            await (message is StockPositionChanged position ? at.Host.Deliver(position, times)
                : at.Host.Deliver((StockOutDaysChanged)message, times));
            if (random.Next(8) == 0)
                await at.RefreshStock();
        }
        await at.RefreshStock();
        List<Pair> counted = [.. pairs.Where(x => x.Unit[0] != 'A')];
        await Are(at, "nation", counted, _ => "MX");
        await Are(at, "state", counted, x => x.Unit.StartsWith("HG", StringComparison.Ordinal) ? "13" : "02");
        await Are(at, "facility", counted, x => x.Unit);
        await Are(at, "clave", counted, x => x.Clave);
        await at.Host.Run("indicators", "rebuild"); // fails where anything is not what the log says
    }

    private static async Task Are(IndicatorsHost at, string level, List<Pair> pairs, Func<Pair, string> codeOf)
    {
        foreach (var group in pairs.GroupBy(codeOf))
            foreach (var period in (string[])["2026-08", "2026-09", "2026-10", "2026"])
            {
                var months = Enumerable.Range(8, 3).Where(x => period is "2026" || period == $"2026-{x:00}").ToList();
                var (all, atEnd, stockedOut, days, outDays) = (0, 0, 0, 0, 0);
                foreach (var (pair, month) in group.SelectMany(pair => months.Select(month => (pair, month))))
                {
                    var its = pair.Usable.Where(x => x.Key.Month == month).OrderBy(x => x.Key).Select(x => x.Value).ToList();
                    if (its.Count == 0)
                        continue;
                    all++;
                    atEnd += its[^1] > 0 ? 1 : 0;
                    stockedOut += its.Contains(0) ? 1 : 0;
                    days += its.Count;
                    outDays += its.Count(x => x == 0);
                }
                await Is("stock-availability", atEnd, all);
                await Is("stock-out-rate", stockedOut, all);
                await Is("stock-out-days", outDays, days);

                async Task Is(string indicator, int numerator, int denominator)
                {
                    var path = $"{indicator}?period={period}&level={level}&code={group.Key}";
                    var figure = await at.Figure(path);
                    Assert.True((figure.Numerator, figure.Denominator) == (numerator, denominator),
                        $"{path}: counted {numerator}/{denominator}, shown {figure.Numerator}/{figure.Denominator}");
                }
            }
    }

    // Runs of days with and without a piece.
    private static Pair Drawn(Random random, string unit, string clave)
    {
        var (known, usable, has) = (new DateOnly(2026, 8, 20).AddDays(random.Next(50)), new Dictionary<DateOnly, int>(), true);
        for (var day = known; day <= through; day = day.AddDays(1))
        {
            has = random.Next(6) == 0 ? !has : has;
            usable[day] = has ? random.Next(1, 9) : 0;
        }
        return new(unit, clave, known, usable);
    }

    private static IEnumerable<object> Told(Random random, Pair x)
    {
        var days = x.Usable.Keys.Order().ToList();
        for (var i = 0; i < days.Count; i++)
            if (i == days.Count - 1 || random.Next(4) == 0)
                yield return Given.Position(x.Unit, x.Clave, x.Usable[days[i]], RunsOut(x, days[i]), x.KnownFrom, version: i + 1);
        foreach (var month in days.GroupBy(day => day.Month))
        {
            var empty = month.Where(day => x.Usable[day] == 0).Select(day => day.Day).ToList();
            if (empty.Count == 0)
                continue;
            var name = new DateOnly(2026, month.Key, 1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var hasEnded = month.Key < through.Month;
            // Of a run that has not ended its first day is told, and the others when the month has ended.
            var last = hasEnded || empty[^1] != through.Day ? through : RunsOut(x, through);
            var lastTold = hasEnded ? 31 : last.Month < month.Key ? 1 : last.Day;
            yield return Given.StockOut(x.Unit, x.Clave, name, [.. empty.Where(day => day < empty[^1])], version: 1);
            yield return Given.StockOut(x.Unit, x.Clave, name, [.. empty.Where(day => day <= lastTold)],
                hasEnded && empty[^1] == DateTime.DaysInMonth(2026, month.Key), version: 2);
        }
    }

    // The first day of the run without a piece that the day is in; the day itself where it is in none.
    private static DateOnly RunsOut(Pair x, DateOnly day)
    {
        while (x.Usable[day] == 0 && x.Usable.GetValueOrDefault(day.AddDays(-1), 1) == 0)
            day = day.AddDays(-1);
        return day;
    }
}
