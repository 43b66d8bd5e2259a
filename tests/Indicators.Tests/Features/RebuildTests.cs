using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Publications;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;

namespace Supply.Indicators.Tests.Features;

/// <summary>A rebuild that ends in the middle harms no figure and is made to its end later. Today is 15 October 2026.</summary>
public sealed class RebuildTests
{
    private static readonly DateTimeOffset tomorrow = new(2026, 10, 16, 18, 0, 0, TimeSpan.Zero);
    private static readonly string[] units = ["HGIMB000011", "BCIMB000011"];

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(45)]
    [InlineData(70)]
    public async Task A_host_that_stops_in_the_middle_leaves_figures_published_and_right_and_the_next_one_ends_it(int readings)
    {
        await using var database = new TestDatabase();
        await using (var first = await Started(database))
        {
            foreach (var unit in units)
                await first.Host.Deliver(Given.Facility(unit));
            for (var date = new DateOnly(2026, 8, 3); date <= new DateOnly(2026, 10, 12); date = date.AddDays(3))
                foreach (var unit in units)
                    await first.Host.Deliver(Given.Prescription(unit, date, Given.Line(2, date.Day % 2 * 2)));
            await first.Close();
            foreach (var wrong in (DateOnly[])[new(2026, 8, 3), new(2026, 9, 2), new(2026, 10, 11)])
                await first.Host.Db<IndicatorsDb, int>(db => Days(db).Where(x => x.EndsOn == wrong)
                    .ExecuteUpdateAsync(x => x.SetProperty(row => row.Counts, Counts.Of((Counter.Documents, 7)))));
            var right = await Published(first);

            await Stopped(first, readings);
            Assert.True(await Unfinished(first));
            Assert.Equal(right, await Published(first));
            // Late facts are counted and published meanwhile.
            first.Host.Clock.Set(tomorrow);
            await first.Host.Deliver(Given.Prescription(units[0], new(2026, 9, 10), Given.Line(1, 1)));
            await first.Close();
            Assert.True((await first.Figure("ind-b?period=2026-09-10")).Final);
            Assert.Equal(1, (await first.Figure("ind-b?period=2026-09-10")).Denominator);
            Assert.Equal(right, await Published(first));
        }
        await using var second = await Started(database);
        second.Host.Clock.Set(tomorrow);
        await second.Host.Db<IndicatorsDb, int>(db => Days(db).Where(x => x.EndsOn == new DateOnly(2026, 8, 6))
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Counts, Counts.Zero)));
        var run = await second.Host.Run("indicators", "continue-rebuild");
        Assert.Contains("rebuild failed", run.Note, StringComparison.Ordinal); // because it had to put something right
        Assert.Contains(" 0 differ", run.Note, StringComparison.Ordinal);
        Assert.False(await Unfinished(second));
        await second.Close();
        foreach (var (month, days) in ((string, int)[])[("2026-08", 10), ("2026-09", 10), ("2026-10", 4)])
        {
            var figure = await second.Figure($"ind-b?period={month}&level=state&code=02");
            Assert.Equal((month, days), (month, figure.Denominator));
        }
        Assert.Equal(0, (await second.Host.Run("indicators", "continue-rebuild")).Items); // nothing is left to go on with
        Assert.Contains("0 facility-days put right, 0 figures changed", (await second.Host.Run("indicators", "rebuild")).Note,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_ends_by_itself_is_not_begun_anew()
    {
        await using var at = new IndicatorsHost();
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility(units[0]));
        await at.Host.Deliver(Given.Prescription(units[0], new(2026, 10, 12), Given.Line(1, 1)));
        await at.Close();
        await at.Host.Db<IndicatorsDb, int>(db => Days(db).ExecuteUpdateAsync(x => x.SetProperty(row => row.Counts, Counts.Zero)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => at.Host.Run("indicators", "rebuild"));
        Assert.False(await Unfinished(at));
        Assert.Equal(0, (await at.Host.Run("indicators", "continue-rebuild")).Items);
    }

    private static IQueryable<Figure> Days(IndicatorsDb db) => db.Figures.Where(x => x.Level == Dimension.Facility && x.Grain == Grain.Day);

    private static async Task<IndicatorsHost> Started(TestDatabase database)
    {
        var at = new IndicatorsHost { On = database };
        await at.InitializeAsync();
        return at;
    }

    /// <summary>The run is told to stop when it has read the clock so many times, as a host that stops tells it.</summary>
    private static Task<OperationCanceledException> Stopped(IndicatorsHost at, int readings) =>
        Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            using var stop = new CancellationTokenSource();
            await using var scope = at.Host.Services.CreateAsyncScope();
            var clock = new StoppingClock(at.Host.Clock, readings, stop.Cancel);
            await new Rebuild(scope.ServiceProvider.GetRequiredService<IndicatorsDb>(), clock).Run(new JobProgress(), stop.Token);
        });

    private static Task<bool> Unfinished(IndicatorsHost at) =>
        at.Host.Db<IndicatorsDb, bool>(db => db.Rollovers.AnyAsync(x => x.RebuildUnfinished));

    private static async Task<List<(string, long, long, int?)>> Published(IndicatorsHost at)
    {
        var days = (await at.Page("ind-b/series?from=2026-08&to=2026-09&grain=day&asOf=2026-10-15")).Items;
        return [.. days.Select(x => (x.Period, x.Numerator, x.Denominator, x.Publication))];
    }

    private sealed class StoppingClock(TimeProvider inner, int readings, Action stop) : TimeProvider
    {
        private int read;

        public override DateTimeOffset GetUtcNow()
        {
            if (++read == readings)
                stop();
            return inner.GetUtcNow();
        }

        public override long GetTimestamp()
        {
            if (++read == readings)
                stop();
            return inner.GetTimestamp();
        }
    }
}
