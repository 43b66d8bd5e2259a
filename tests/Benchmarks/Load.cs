namespace Supply.Benchmarks;

/// <summary>
/// Loads on the running system, each from the first request to the last effect, and the same final rows by plain SQL after it.
/// </summary>
internal sealed class Load(RunningSystem system)
{
    /// <summary>Requests, and connections of the baseline, that are under way at a time.</summary>
    public const int Hands = 8;

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(10);
    private static readonly string[] programs =
        ["dispensing", "inventory", "indicators", "planning", "orders", "catalog", "gateway", "rabbitmq", "postgres"];

    private readonly List<string> table = [];
    private Dictionary<string, double> idle = programs.ToDictionary(x => x, _ => 0d);
    private double idleCommits;

    /// <summary>What the programs use and commit where nothing is to be done; it is taken off the loads.</summary>
    public async Task MeasureIdle()
    {
        var (rows, before, time) = (await FinalRows.Mark(system), system.ProcessorTime(), TimeSpan.FromSeconds(20));
        await Task.Delay(time, TimeProvider.System);
        idle = system.ProcessorTime().ToDictionary(x => x.Key, x => (x.Value - before[x.Key]) / time.TotalSeconds);
        idleCommits = await rows.Commits() / time.TotalSeconds;
        Console.WriteLine($"idle: {idle.Values.Sum() * 1000:F0} ms of processor time and {idleCommits:F0} commits a second");
    }

    /// <param name="send">Returns when all is answered, with how many documents that were.</param>
    /// <param name="effects">Returns when the effects are there; fails after the limit that it is given.</param>
    /// <returns>Seconds.</returns>
    public async Task<double> Run(string name, Func<Task<int>> send, Func<TimeSpan, Task> effects, bool withRaw = true)
    {
        var rows = withRaw ? await FinalRows.Mark(system) : null;
        var touched = await system.RowsTouched();
        var (before, began) = (system.ProcessorTime(), TimeProvider.System.GetTimestamp());
        var count = await send();
        var answered = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await effects(limit);
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await system.Quiet(limit);
        var all = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var used = system.ProcessorTime()
            .ToDictionary(x => x.Key, x => (x.Value - before[x.Key] - idle[x.Key] * all) * 1000 / count);
        foreach (var (service, now) in await system.RowsTouched())
            if (now.Zip(touched[service], (x, y) => x - y).ToList() is var more && more[0] + more[1] > count / 100)
                Console.WriteLine(
                    $"  {service}: rows inserted {more[0] / (double)count:F1}, updated {more[1] / (double)count:F1}, "
                    + $"deleted {more[2] / (double)count:F1}, read {more[3] / (double)count:F1} for each");
        var raw = rows is null ? null : await rows.Repeat(Hands, idleCommits * all);
        table.Add(
            $"| {name} | {count:N0} | {count / answered:F0} | {count / seconds:F0} | {(raw is null ? "" : $"{count / raw.Seconds:F0}")} "
            + $"| {(raw is null ? "" : $"{raw.Seconds / seconds:F3}")} | {used.Values.Sum():F2} | "
            + $"{string.Join(" | ", programs.Select(x => $"{used[x]:F2}"))} |");
        Console.WriteLine(table[^1]);
        if (raw is not null)
            Console.WriteLine(
                $"  raw SQL: {raw.Rows:N0} rows in {raw.Commits:N0} commits, {raw.Seconds:F1} s, "
                + $"{raw.ProcessorSeconds * 1000 / count:F2} ms of processor time each");
        return seconds;
    }

    /// <summary>So many of them, <see cref="Hands"/> at a time.</summary>
    public static async Task<int> Each(int count, Func<int, Task> one)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Hands }, async (i, _) => await one(i));
        return count;
    }

    /// <summary>So many a second, however long each takes; returns when all have ended.</summary>
    public static async Task Paced(int count, int perSecond, Func<int, Task> one)
    {
        var (start, sent) = (TimeProvider.System.GetTimestamp(), new List<Task>(count));
        while (sent.Count < count)
        {
            while (sent.Count < Math.Min(count, TimeProvider.System.GetElapsedTime(start).TotalSeconds * perSecond))
                sent.Add(one(sent.Count));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
        await Task.WhenAll(sent);
    }

    public void Print(string documents)
    {
        Console.WriteLine($"""

            | | {documents} | answered/s | effects/s | raw SQL/s | of raw SQL | ms CPU each | {string.Join(" | ", programs)} |
            |---|---|---|---|---|---|---|{string.Concat(programs.Select(_ => "---|"))}
            """);
        table.ForEach(Console.WriteLine);
    }
}
