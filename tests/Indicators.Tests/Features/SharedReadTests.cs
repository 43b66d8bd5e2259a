using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>However many look at a figure, few readings answer them, and none of those began before they asked.</summary>
public sealed class SharedReadTests
{
    private readonly SharedReads<string, int> reads = new();
    private readonly ConcurrentQueue<TaskCompletionSource<int>> begun = new();

    [Fact]
    public async Task Who_asks_while_a_reading_is_under_way_gets_the_next_and_shares_it()
    {
        var first = Get("a");
        Task<int>[] later = [Get("a"), Get("a"), Get("a")];
        End(1);
        Assert.Equal(1, await first);
        Assert.All(later, x => Assert.False(x.IsCompleted)); // what was read before they asked is not for them
        await Begun(1);
        End(2);
        Assert.All(await Task.WhenAll(later), x => Assert.Equal(2, x));
        Assert.Empty(begun);
    }

    [Fact]
    public async Task Readings_of_different_things_do_not_wait_for_each_other()
    {
        var (a, b) = (Get("a"), Get("b"));
        Assert.Equal(2, begun.Count);
        Assert.True(begun.TryDequeue(out var slow));
        End(2);
        Assert.Equal(2, await b);
        slow.SetResult(1);
        Assert.Equal(1, await a);
    }

    [Fact]
    public async Task A_reading_that_fails_fails_those_who_shared_it_and_no_others()
    {
        var first = Get("a");
        var later = Get("a");
        Assert.True(begun.TryDequeue(out var failing));
        failing.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Begun(1);
        End(2);
        Assert.Equal(2, await later);
        var afterwards = Get("a");
        await Begun(1);
        End(3);
        Assert.Equal(3, await afterwards);
    }

    [Fact]
    public async Task Of_many_who_ask_for_a_figure_at_once_few_ask_the_database()
    {
        var counter = new StatementCounter();
        await using var at = new IndicatorsHost
        {
            Configure = x => x.Services.ConfigureDbContext<IndicatorsDb>(db => db.AddInterceptors(counter, new SlowDatabase())),
        };
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await at.Host.Deliver(Given.Prescription("HGIMB000011", new(2026, 10, 14), Given.Line(1, 1)));
        await at.Refresh();
        var callers = Enumerable.Range(0, 300).Select(_ => at.Dashboard).ToList();
        var queries = await counter.Of(() => Task.WhenAll(callers.Select(async x =>
        {
            var answer = await x.Get("/indicators/ind-b?period=2026-10");
            Assert.Equal((200, 1), (answer.Status, answer.Read<FigureAnswer>().Denominator));
        })));
        Assert.InRange(queries.Count, 2, callers.Count); // two a reading, of which each takes longer than to ask
        Assert.Equal(422, (await callers[0].Get("/indicators/ind-b?period=2026-13")).Status);
    }

    // SQLite answers at once, so that nobody would have the time to ask meanwhile.
    private sealed class SlowDatabase : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command,
            CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            return result;
        }
    }

    private Task<int> Get(string key) => reads.Get(key, () =>
    {
        var reading = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        begun.Enqueue(reading);
        return reading.Task;
    });

    private async Task Begun(int count)
    {
        while (begun.Count < count)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
    }

    private void End(int value)
    {
        Assert.True(begun.TryDequeue(out var reading));
        reading.SetResult(value);
    }
}
