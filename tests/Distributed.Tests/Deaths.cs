namespace Supply.Distributed.Tests;

/// <summary>
/// Kills everything again and again in a random order and brings it back: one or two of the services and the gateway, and mostly a server
/// with them.
/// </summary>
internal sealed class Deaths(LocalDeployment system, Random random, Action<string> log)
{
    private const double ChanceOfAServer = 0.8;
    private const double ChanceOfASecond = 0.7;
    private readonly long began = TimeProvider.System.GetTimestamp();
    private readonly Queue<string> programs = new();
    private readonly Queue<string> servers = new();
    private readonly SortedDictionary<string, int> happened = new(StringComparer.Ordinal);

    private static string[] Programs => [.. LocalDeployment.Services, "gateway"];

    private string[] Servers =>
        ["PostgreSQL", "RabbitMQ", .. system.Nodes.Count > 1 ? (string[])["the node of a publisher", "another node"] : []];

    /// <summary>So long, and until each was killed once.</summary>
    public async Task During(Task load, TimeSpan atLeast)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!load.IsCompleted && (TimeProvider.System.GetElapsedTime(began) < atLeast || Missing.Any()))
        {
            await Pause(0.5, 2.5);
            var kinds = new List<string> { Next(programs, Programs) };
            if (random.NextDouble() < ChanceOfASecond)
                kinds.Add(Next(programs, Programs));
            if (random.NextDouble() < ChanceOfAServer)
                kinds.Insert(random.Next(kinds.Count + 1), Next(servers, Servers));
            var dead = new List<string>();
            foreach (var kind in kinds)
            {
                string[] parts = [.. PartsOf(kind)];
                log($"{At()} kill {kind}: {string.Join(", ", parts)}");
                await system.Kill(parts);
                dead.AddRange(parts);
                happened[kind] = happened.GetValueOrDefault(kind) + 1;
                await Pause(0, 1);
            }
            await Pause(0, 1.5);
            await system.BringBack([.. dead]);
            log($"{At()} back {string.Join(", ", dead)}");
        }
    }

    public void AssertAllHappened()
    {
        log("killed: " + string.Join(", ", happened.Select(x => $"{x.Key} {x.Value}")));
        Assert.Empty(Missing);
    }

    private IEnumerable<string> Missing => Programs.Concat(Servers).Except(happened.Keys);

    private IEnumerable<string> PartsOf(string kind)
    {
        if (kind == "gateway")
            return ["gateway"];
        if (kind == "PostgreSQL")
            return ["postgres"];
        if (kind == "RabbitMQ")
            return system.Nodes;
        if (LocalDeployment.Services.Contains(kind))
            return system.CopiesOf(kind) is var copies && random.Next(2) == 0 ? copies : [copies.ElementAt(random.Next(system.Copies))];
        var publisher = random.GetItems(Programs[..^1], 1)[0];
        var used = system.NodeOf(publisher + "-1") ?? system.Nodes[random.Next(system.Nodes.Count)];
        return kind == "another node" ? random.GetItems([.. system.Nodes.Where(x => x != used)], 1) : [used];
    }

    /// <summary>Each once in a random order, then each again.</summary>
    private string Next(Queue<string> order, string[] all)
    {
        if (order.Count == 0)
        {
            random.Shuffle(all);
            foreach (var each in all)
                order.Enqueue(each);
        }
        return order.Dequeue();
    }

    private Task Pause(double from, double to) =>
        Task.Delay(TimeSpan.FromSeconds(from + random.NextDouble() * (to - from)), TimeProvider.System);

    private string At() =>
        TimeProvider.System.GetElapsedTime(began).ToString(@"mm\:ss\.f", System.Globalization.CultureInfo.InvariantCulture);
}
