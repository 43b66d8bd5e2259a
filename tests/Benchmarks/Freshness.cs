using System.Collections.Concurrent;

namespace Supply.Benchmarks;

/// <summary>
/// The nation's page as it is open in a browser, while pharmacies send prescriptions: from the answer to each until the page shows it.
/// The page asks again only when its stream says that the figure has changed, and for all that it shows.
/// </summary>
internal static class Freshness
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(2);

    public static async Task Run(Uri system, Api api, Pharmacies pharmacies, bool quick)
    {
        var count = (quick ? 10 : 60) * Pharmacies.PerSecond;
        await pharmacies.Counted();
        var (start, seen) = (pharmacies.Sent, new List<(long At, long Complete, long All)>());
        var answered = new ConcurrentQueue<(long At, bool IsComplete)>();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var patience = new CancellationTokenSource();
        var page = Page();
        await Load.Paced(count, Pharmacies.PerSecond, async i =>
        {
            var sent = await pharmacies.Put(i);
            answered.Enqueue((TimeProvider.System.GetTimestamp(), sent.IsComplete));
        });
        patience.CancelAfter(limit);
        await page;
        await pharmacies.Counted();

        // The n-th answer waits until the page has shown n of which as many are complete as then were answered.
        var (complete, waits) = (start.Complete, new List<double>(count));
        foreach (var ((at, isComplete), i) in answered.OrderBy(x => x.At).Select((x, i) => (x, i)))
        {
            complete += isComplete ? 1 : 0;
            var shown = seen.First(x => x.All > start.All + i && x.Complete >= complete).At;
            waits.Add(Math.Max(0, TimeProvider.System.GetElapsedTime(at, shown).TotalMilliseconds));
        }
        Console.WriteLine(
            $"\nat {Pharmacies.PerSecond} a second, {count:N0} prescriptions, from answer to open page: "
            + $"{new Percentiles(waits)} (goal: p99 5 s); it read {seen.Count} times");

        async Task Page()
        {
            using var stream = await LiveStream.Open(
                http, system, await api.TokenOf("dashboard", "page"), $"level=nation&period={pharmacies.Month}");
            try
            {
                for (var all = start.All; all < start.All + count; all = seen[^1].All)
                {
                    await stream.Changed(patience.Token);
                    await Task.WhenAll(Figure(), Read($"breakdown?by=state&period={pharmacies.Month}"),
                        Read($"series?from={pharmacies.YearBefore}&to={pharmacies.Month}"));
                }
            }
            catch (OperationCanceledException)
            {
                throw new WrongEndException($"the page shows {seen.LastOrDefault()}, not {pharmacies.Sent}");
            }
        }

        async Task Figure()
        {
            var (complete, all) = await pharmacies.Figure();
            seen.Add((TimeProvider.System.GetTimestamp(), complete, all));
        }

        Task Read(string what) => api.Get("dashboard", "/indicators/ind-b/" + what);
    }
}
