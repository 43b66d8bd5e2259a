using System.Globalization;
using Supply.Benchmarks;

// tests/Benchmarks/run starts what a benchmark needs and says where it is: BENCH_POSTGRES (connection string without a database) and
// BENCH_RABBITMQ (host:port), or the running system of deploy/local (SUPPLY_LOCAL_DIR, SUPPLY_LOCAL_PORT).
// Exit code 1: the end was not what it must be, or did not come in time. No rate and no time makes it anything but 0.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var quick = args.Contains("quick");
try
{
    return args.FirstOrDefault(x => !int.TryParse(x, out _) && x is not ("quick" or "soak" or "big" or "embedded" or "rebuild")) switch
    {
        "chain" => await Chain.Run(quick, soak: args.Contains("soak")),
        "late" => await Late.Run(Number(quick ? 500 : 5_000)),
        "http" => await Http.Run(quick),
        "polls" => args.Contains("embedded") ? await Polls.Embedded(quick) : await Polls.Distributed(quick),
        "bare" => await BareEndpoint.Run(Setting("BENCH_BARE_URL")),
        "close" => await Closing.Run(
            Setting("BENCH_POSTGRES"), Number(quick ? 200_000 : 8_000_000), rebuild: quick || args.Contains("rebuild")),
        "demo" => await Demonstration.Run(size: args.Contains("big") ? 10 : 1),
        "handlers" => await Handlers.Run(Setting("BENCH_POSTGRES"), Setting("BENCH_RABBITMQ"), quick),
        null => await Ratios.Run(Setting("BENCH_POSTGRES"), Setting("BENCH_RABBITMQ"), quick),
        var other => throw new ArgumentException($"There is no benchmark '{other}'."),
    };
}
catch (WrongEndException e)
{
    Console.WriteLine($"WRONG: {e.Message}");
    return 1;
}

int Number(int otherwise) => args.Where(x => int.TryParse(x, out _)).Select(x => int.Parse(x, CultureInfo.InvariantCulture))
    .FirstOrDefault(otherwise);

static string Setting(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} says nothing.");
