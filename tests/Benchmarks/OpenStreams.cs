using System.Globalization;

namespace Supply.Benchmarks;

/// <summary>Many open streams of the nation's and the states' figures: their memory, and how soon all hear of a change.</summary>
internal static class OpenStreams
{
    private const int Callers = 50;

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(1);

    /// <param name="processes">By name, those that hold the streams.</param>
    public static async Task Run(Uri system, Api api, Network network, Pharmacies pharmacies, IReadOnlyDictionary<string, int> processes,
        bool quick)
    {
        var count = quick ? 100 : 1_000;
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var callers = new string[Callers];
        for (var i = 0; i < Callers; i++)
            callers[i] = await api.TokenOf("dashboard", $"wall {i}");
        string[] states = [.. network.Facilities.Select(x => FacilityCode.Stored(x).State.Code).Distinct()];

        Close(await OpenAll(20)); // warm
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        var before = Memory();
        before["together"] = before.Values.Sum();
        var streams = await OpenAll(count);
        await Task.Delay(TimeSpan.FromSeconds(quick ? 5 : 25), TimeProvider.System); // each has had a beat
        var with = Memory();
        using var patience = new CancellationTokenSource(limit, TimeProvider.System);
        var waits = streams.Select(x => Told(x, patience.Token)).ToList();
        for (var i = 0; i < states.Length; i++)
            await pharmacies.Put(i); // the first facilities are one of each state
        var sent = TimeProvider.System.GetTimestamp();
        try
        {
            var told = new Percentiles((await Task.WhenAll(waits)).Select(x => Math.Max(0,
                TimeProvider.System.GetElapsedTime(sent, x).TotalMilliseconds)));
            Console.WriteLine($"\n{told.Count:N0} open streams, told of a change of all their figures after at most {told.Most:F0} ms\n");
        }
        catch (OperationCanceledException)
        {
            throw new WrongEndException($"{waits.Count(x => x.IsCanceled)} streams heard nothing of a change");
        }
        Close(streams);
        await pharmacies.Counted();
        Console.WriteLine($"| MB | before | with {count:N0} streams | more |\n|---|---|---|---|");
        foreach (var (name, now) in with.Append(new("together", with.Values.Sum())))
            Console.WriteLine($"| {name} | {before[name]:F0} | {now:F0} | {now - before[name]:F0} |");

        async Task<LiveStream[]> OpenAll(int number)
        {
            var opened = new LiveStream[number];
            await Load.Each(number, async i =>
            {
                var figure = i % 2 == 0 ? "level=nation" : $"level=state&code={states[i / 2 % states.Length]}";
                opened[i] = await LiveStream.Open(http, system, callers[i % Callers], $"{figure}&period={pharmacies.Month}");
                using var first = new CancellationTokenSource(limit, TimeProvider.System);
                await opened[i].Changed(first.Token);
            });
            return opened;
        }

        static void Close(LiveStream[] opened) => Array.ForEach(opened, x => x.Dispose());

        Dictionary<string, double> Memory() => processes.ToDictionary(x => x.Key, x => ResidentMegabytes(x.Value));
    }

    private static async Task<long> Told(LiveStream stream, CancellationToken ct)
    {
        await stream.Changed(ct);
        return TimeProvider.System.GetTimestamp();
    }

    private static double ResidentMegabytes(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(x => x.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(x => double.Parse(x.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024).Single();
}
