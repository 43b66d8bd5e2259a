using System.Collections.Concurrent;

namespace Supply.Benchmarks;

/// <summary>Prescriptions at a steady rate, alone and while many look at the public figures.</summary>
internal static class PublicLoad
{
    private const int PerSecond = 1_000;

    public static async Task Run(Uri system, Network network, Pharmacies pharmacies, bool quick)
    {
        var (seconds, rounds) = quick ? (5, 1) : (30, 2);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        string[] paths =
        [
            .. network.Facilities.Select(x => FacilityCode.Stored(x).State.Code).Distinct()
                .Select(x => $"ind-b?period={pharmacies.Month}&level=state&code={x}"),
            $"ind-b?period={pharmacies.Month}", $"ind-b/breakdown?by=state&period={pharmacies.Month}", "ind-b/series?level=nation",
        ];
        var addresses = Array.ConvertAll(paths, x => new Uri(system, "/public/indicators/" + x));
        var tags = new ConcurrentDictionary<Uri, string>();
        var (statuses, waits) = (new ConcurrentDictionary<int, int>(), new ConcurrentQueue<double>());
        await Task.WhenAll(Prescriptions(5), Look(5)); // warm
        statuses.Clear();
        waits.Clear();

        Console.WriteLine($"""

            prescriptions at {Pharmacies.PerSecond} a second for {seconds} s
            | | count | p50 ms | p99 ms | most ms |
            |---|---|---|---|---|
            """);
        for (var i = 0; i < rounds; i++)
        {
            Print("prescriptions alone", await Prescriptions(seconds));
            var looking = Look(seconds);
            Print($"beside {PerSecond:N0} public requests a second", await Prescriptions(seconds));
            await looking;
        }
        Print("the public requests", waits);
        Console.WriteLine("public answers by status: "
            + string.Join(", ", statuses.OrderBy(x => x.Key).Select(x => $"{x.Key}: {x.Value:N0}")));
        await pharmacies.Counted();

        async Task<IEnumerable<double>> Prescriptions(int during)
        {
            var times = new ConcurrentQueue<double>();
            await Load.Paced(during * Pharmacies.PerSecond, Pharmacies.PerSecond, async i =>
            {
                var began = TimeProvider.System.GetTimestamp();
                await pharmacies.Put(i);
                times.Enqueue(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            });
            return times;
        }

        Task Look(int during) => Load.Paced(during * PerSecond, PerSecond, i => One(addresses[i % addresses.Length], i % 2 == 0));

        async Task One(Uri address, bool again)
        {
            var began = TimeProvider.System.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (again && tags.TryGetValue(address, out var seen))
                request.Headers.TryAddWithoutValidation("If-None-Match", seen);
            using var answer = await http.SendAsync(request, default);
            await answer.Content.CopyToAsync(Stream.Null);
            waits.Enqueue(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, x) => x + 1);
            if (answer.Headers.ETag is { } tag)
                tags[address] = tag.ToString();
        }

        static void Print(string name, IEnumerable<double> times)
        {
            var of = new Percentiles(times);
            Console.WriteLine($"| {name} | {of.Count:N0} | {of.Half:F1} | {of.Of99:F1} | {of.Most:F0} |");
        }
    }
}
