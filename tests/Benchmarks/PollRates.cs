using System.Diagnostics;
using System.Net;

namespace Supply.Benchmarks;

/// <summary>
/// One figure asked for by many connections, with its body and as 304, beside a bare endpoint that answers as many bytes through the
/// same gateway; in turns, so that both meet the same machine.
/// </summary>
internal static class PollRates
{
    private const int Connections = 64;

    private sealed record Kind(string Name, string Path, string? Tag, int Length)
    {
        public List<double> Rates { get; } = [];
        public Dictionary<string, double> Seconds { get; } = [];
        public long Answers { get; set; }
        public long Refused { get; set; }
    }

    public static async Task Run(RunningSystem system, Api api, string month, int bare, bool quick)
    {
        var (rounds, time) = quick ? (1, TimeSpan.FromSeconds(3)) : (3, TimeSpan.FromSeconds(8));
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var callers = new string[Connections];
        for (var i = 0; i < Connections; i++)
            callers[i] = await api.TokenOf("auditor", $"auditor {i}");
        var figure = $"/indicators/ind-b?period={month}&level=state&code=13";
        using var once = await http.SendAsync(Request(new(system.Address, figure), callers[0], null), default);
        var (length, tag) = ((await once.Content.ReadAsByteArrayAsync()).Length, once.Headers.ETag!.ToString());
        Kind[] kinds =
        [
            new("bare endpoint", $"/bare/{length}", null, length), new("figure", figure, null, length),
            new("bare endpoint, 304", $"/bare/{length}", BareEndpoint.Tag, 0), new("figure, 304", figure, tag, 0),
        ];
        foreach (var kind in kinds)
            await Ask(kind, quick ? time : TimeSpan.FromSeconds(10)); // warm
        foreach (var kind in Enumerable.Repeat(kinds, rounds).SelectMany(x => x))
        {
            var before = Used();
            var count = await Ask(kind, time);
            kind.Answers += count;
            kind.Rates.Add(count / time.TotalSeconds);
            foreach (var (program, seconds) in Used())
                kind.Seconds[program] = kind.Seconds.GetValueOrDefault(program) + seconds - before[program];
        }
        Print();

        async Task<long> Ask(Kind kind, TimeSpan during)
        {
            var began = TimeProvider.System.GetTimestamp();
            return (await Task.WhenAll(callers.Select(caller => Task.Run(async () =>
            {
                var count = 0L;
                for (var buffer = new byte[4096]; TimeProvider.System.GetElapsedTime(began) < during;)
                    count += await IsAnswered(kind, caller, buffer) ? 1 : 0;
                return count;
            })))).Sum();
        }

        async Task<bool> IsAnswered(Kind kind, string caller, byte[] buffer)
        {
            using var answer = await http.SendAsync(Request(new(system.Address, kind.Path), caller, kind.Tag), default);
            var (got, expected) = (0, kind.Tag is null ? 200 : 304);
            await using var body = await answer.Content.ReadAsStreamAsync();
            while (await body.ReadAsync(buffer) is > 0 and var more)
                got += more;
            if ((int)answer.StatusCode == expected && got == kind.Length)
                return true;
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                throw new WrongEndException($"{kind.Name} was answered {(int)answer.StatusCode} with {got} bytes");
            lock (kind)
                kind.Refused++; // the machine is so busy that the gateway finds no service
            return false;
        }

        Dictionary<string, double> Used() => new(system.ProcessorTime())
        {
            ["bare"] = ProcessTime.Of(bare, withChildren: false), ["client"] = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds,
        };

        void Print()
        {
            string[] programs = ["client", "gateway", "bare", "indicators", "postgres"];
            Console.WriteLine($"""

                {Connections} connections, {length} bytes, {rounds} rounds of {time.TotalSeconds} s, answers/s: median (least .. most)
                | | answers/s | of bare | us CPU each | {string.Join(" | ", programs)} |
                |---|---|---|---|{string.Concat(programs.Select(_ => "---|"))}
                """);
            for (var i = 0; i < kinds.Length; i++)
            {
                var (kind, beside) = (kinds[i], kinds[i - i % 2]);
                var of = i % 2 == 0 ? "" : $"{Report.Median([.. kind.Rates.Zip(beside.Rates, (x, y) => x / y)]):F2}";
                Console.WriteLine(
                    $"| {kind.Name} | {Report.Median(kind.Rates):F0} ({kind.Rates.Min():F0} .. {kind.Rates.Max():F0}) | {of} "
                    + $"| {kind.Seconds.Where(x => programs.Contains(x.Key)).Sum(x => x.Value) * 1e6 / kind.Answers:F0} "
                    + $"| {string.Join(" | ", programs.Select(x => $"{kind.Seconds[x] * 1e6 / kind.Answers:F0}"))} |"
                    + (kind.Refused > 0 ? $" {kind.Refused} were answered 503" : ""));
            }
        }
    }

    private static HttpRequestMessage Request(Uri address, string caller, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + caller);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return request;
    }
}
