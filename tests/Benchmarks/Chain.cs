using System.Collections.Concurrent;

namespace Supply.Benchmarks;

/// <summary>
/// Prescriptions of three lines through the gateway, recorded by batch and singly, until Inventory, Planning and Indicators have committed
/// their effects and the figures are right; then at 30 a second, and with two copies of each service.
/// </summary>
internal static class Chain
{
    private const int PerBatch = 40; // a small unit's day
    private const int PerSecond = 30; // the nation's in a burst

    /// <param name="soak">Ten minutes with two copies, to look for deadlocks.</param>
    public static async Task<int> Run(bool quick, bool soak)
    {
        var (facilities, batches, singly, paced, copies) = quick ? (50, 50, 500, 10, 10) : (500, 250, 2_000, 60, soak ? 600 : 60);
        var system = new RunningSystem();
        using var api = new Api(system.Address);
        var (network, random, load) = (new Network(facilities, 150), new Random(8), new Load(system));
        var began = TimeProvider.System.GetTimestamp();
        var expected = new Expected(system, api, await network.Prepare(system, api));
        Console.WriteLine($"prepared in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F0} s");
        var number = 0;

        await Batches(DayBefore(9), 25);
        await Singly(DayBefore(9), 250);
        await expected.Reached(TimeSpan.FromMinutes(5));
        await system.Quiet(TimeSpan.FromMinutes(5));
        await load.MeasureIdle();

        await load.Run("by batch of 40", () => Batches(DayBefore(8), batches), expected.Reached);
        await load.Run("singly", () => Singly(DayBefore(7), singly), expected.Reached);
        await Paced(DayBefore(6));

        await RunningSystem.Grow(2);
        await Singly(DayBefore(5), 250);
        await expected.Reached(TimeSpan.FromMinutes(5));
        await system.Quiet(TimeSpan.FromMinutes(5));
        await load.MeasureIdle();
        await load.Run("two copies, batches and singly at once", () => Both(DayBefore(4)), expected.Reached, withRaw: false);
        load.Print("prescriptions");
        await system.Verify(api);
        Console.WriteLine($"deadlocks: {await system.Deadlocks()}; requests answered 503 and sent again: {api.Repeated}");
        return 0;

        DateOnly DayBefore(int days) => network.Today.AddDays(-days);

        Prescription Next(string facility, DateOnly date)
        {
            lock (random)
            {
                var next = network.Prescribe(random, facility, date, TimeSpan.FromMilliseconds(100L * number++ % 36_000_000));
                expected.Add(Figure(date), next);
                return next;
            }
        }

        async Task<int> Batches(DateOnly date, int count)
        {
            await Load.Each(count, i => Batch(network.Facilities[i % network.Facilities.Length], date));
            return count * PerBatch;
        }

        async Task Batch(string facility, DateOnly date)
        {
            var batch = Enumerable.Range(0, PerBatch).Select(_ => Next(facility, date)).ToList();
            var answers = await api.PostLines("pharmacy", facility, "/dispensing/prescriptions/batch", batch.Select(x => x.BatchLine));
            if (answers.Count(x => x.GetProperty("status").GetString() == "recorded") != PerBatch)
                throw new WrongEndException($"{answers.Count} of {PerBatch} lines were answered, or one was not recorded: {answers[^1]}");
        }

        async Task<int> Singly(DateOnly date, int count)
        {
            await Load.Each(count, i => One(i, date));
            return count;
        }

        Task One(int i, DateOnly date)
        {
            var facility = network.Facilities[i * 7 % network.Facilities.Length];
            var next = Next(facility, date);
            return api.Put("pharmacy", facility, $"/dispensing/prescriptions/{next.Id}", next.Body);
        }

        // The same few pharmacies send batches and single ones, so that both copies of a service meet the same rows.
        async Task<int> Both(DateOnly date)
        {
            var (start, sent) = (TimeProvider.System.GetTimestamp(), 0);
            await Task.WhenAll(Enumerable.Range(0, Load.Hands).Select(async hand =>
            {
                for (var i = hand; TimeProvider.System.GetElapsedTime(start).TotalSeconds < copies; i += Load.Hands)
                {
                    if (hand % 2 == 0)
                        await Batch(network.Facilities[i % 25], date);
                    else
                        await One(i % 25, date);
                    Interlocked.Add(ref sent, hand % 2 == 0 ? PerBatch : 1);
                }
            }));
            return sent;
        }

        async Task Paced(DateOnly date)
        {
            var (answered, seen) = (new ConcurrentQueue<long>(), new List<(long At, long All)>());
            using var end = new CancellationTokenSource();
            var count = paced * PerSecond;
            var looking = Look();
            await Load.Paced(count, PerSecond, Answered);
            await expected.Reached(TimeSpan.FromMinutes(10));
            await end.CancelAsync();
            await looking;
            // The n-th answer waits until the figure has n.
            var waits = answered.Order().Select((at, i) => TimeProvider.System.GetElapsedTime(at, seen.First(x => x.All > i).At))
                .Select(x => Math.Max(0, x.TotalMilliseconds));
            Console.WriteLine(
                $"at {PerSecond} a second, {count:N0} prescriptions, from answer to figure: {new Percentiles(waits)}");

            async Task Answered(int i)
            {
                await One(i, date);
                answered.Enqueue(TimeProvider.System.GetTimestamp());
            }

            async Task Look()
            {
                while (!end.IsCancellationRequested || seen[^1].All < count)
                {
                    var (_, all) = await expected.Figure(Figure(date));
                    seen.Add((TimeProvider.System.GetTimestamp(), all));
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
                }
            }
        }
    }

    private static string Figure(DateOnly date) => $"period={date:yyyy-MM-dd}";
}
