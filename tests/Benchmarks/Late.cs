namespace Supply.Benchmarks;

/// <summary>
/// A pharmacy that had no line for a month sends at once what it gave of three claves, and a later prescription is known already.
/// </summary>
internal static class Late
{
    private const int Days = 30;

    /// <param name="count">How many it has; twice as many the second time.</param>
    public static async Task<int> Run(int count)
    {
        var system = new RunningSystem();
        using var api = new Api(system.Address);
        var (network, load) = (new Network(8, 3), new Load(system));
        var expected = new Expected(system, api, await network.Prepare(system, api));
        foreach (var facility in network.Facilities)
            await Send(facility, [network.Prescribe(new Random(1), facility, network.Today.AddDays(-1), default)]);
        await Send(network.Facilities[0], History(network.Facilities[0], 300)); // warm
        await expected.Reached(TimeSpan.FromMinutes(5));
        await system.Quiet(TimeSpan.FromMinutes(5));
        await load.MeasureIdle();

        // The first has nothing that is later: its entries are added at the end.
        await Measure($"{count:N0} in order", 1, count, x => x, later: true);
        var oldest = await Measure($"{count:N0} late, oldest first", 2, count, x => x);
        var twice = await Measure($"{2 * count:N0} late, oldest first", 3, 2 * count, x => x);
        var mixed = await Measure($"{count:N0} late, shuffled", 4, count, Shuffled);
        var mixedTwice = await Measure($"{2 * count:N0} late, shuffled", 5, 2 * count, Shuffled);
        load.Print("prescriptions");
        await system.Verify(api);
        Console.WriteLine($"twice as many take {twice / oldest:F2} times as long oldest first, {mixedTwice / mixed:F2} times shuffled");
        return 0;

        Task<double> Measure(string name, int pharmacy, int number, Func<List<Prescription>, List<Prescription>> order, bool later = false)
        {
            var facility = network.Facilities[pharmacy];
            var sent = order(History(facility, number, later));
            return load.Run(name, () => Send(facility, sent), expected.Reached);
        }

        List<Prescription> History(string facility, int number, bool later = false)
        {
            var random = new Random(number);
            return [.. Enumerable.Range(0, number).Select(i =>
            {
                if (later)
                    return network.Prescribe(random, facility, network.Today.AddDays(-1), TimeSpan.FromSeconds(1 + i));
                var day = Math.DivRem((long)i * Days, number, out var rest);
                return network.Prescribe(
                    random, facility, network.Today.AddDays((int)day - 2 - Days), TimeSpan.FromHours(10.0 * rest / number));
            })];
        }

        async Task<int> Send(string facility, List<Prescription> sent)
        {
            foreach (var x in sent)
                expected.Add($"period={x.Date:yyyy}&level=facility&code={facility}", x);
            var answers = await api.PostLines("pharmacy", facility, "/dispensing/prescriptions/batch", sent.Select(x => x.BatchLine));
            if (answers.Count(x => x.GetProperty("status").GetString() == "recorded") != sent.Count)
                throw new WrongEndException($"{answers.Count} of {sent.Count} lines were answered, or one was not recorded");
            return sent.Count;
        }
    }

    private static List<Prescription> Shuffled(List<Prescription> sent)
    {
        var shuffled = sent.ToArray();
        new Random(5).Shuffle(shuffled);
        return [.. shuffled];
    }
}
