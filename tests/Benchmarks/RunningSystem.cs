using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Supply.Benchmarks;

/// <summary>The real programs as <c>deploy/local/up</c> has started them: six services, gateway, PostgreSQL and RabbitMQ.</summary>
internal sealed class RunningSystem
{
    public static readonly string[] Services = ["catalog", "planning", "orders", "inventory", "dispensing", "indicators"];

    /// <summary>Of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    private readonly string folder = Setting("SUPPLY_LOCAL_DIR");
    private readonly int port = int.Parse(Setting("SUPPLY_LOCAL_PORT"), CultureInfo.InvariantCulture);

    public Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>A superuser's.</summary>
    public string Connection(string database) =>
        $"Host=127.0.0.1;Port={port + 90};Username=supply;Password={File.ReadAllText(Path.Combine(folder, "keys", "database")).Trim()};"
        + $"Database={database};Max Auto Prepare=100";

    public string ConnectionOf(string service) => Connection("supply_" + service);

    /// <summary>By name: <c>gateway</c>, <c>postgres</c>, <c>indicators-1</c>.</summary>
    public Dictionary<string, int> Processes() => Directory.GetFiles(Path.Combine(folder, "pids"), "*.pid")
        .ToDictionary(x => Path.GetFileNameWithoutExtension(x), x => int.Parse(File.ReadAllText(x), CultureInfo.InvariantCulture));

    /// <summary>Seconds of processor time since they were started, the copies of a service together.</summary>
    public Dictionary<string, double> ProcessorTime() => Processes().Where(x => x.Key != "epmd").GroupBy(x => x.Key.Split('-')[0])
        .ToDictionary(x => x.Key, x => x.Sum(y => ProcessTime.WithChildren(y.Value)));

    public async Task<T> Ask<T>(string service, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionOf(service));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task Execute(string service, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionOf(service));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows inserted, updated, deleted and read so far, by service.</summary>
    public async Task<Dictionary<string, long[]>> RowsTouched()
    {
        var rows = new Dictionary<string, long[]>();
        foreach (var service in Services)
            rows[service] = await Ask<long[]>(service, """
                SELECT array[tup_inserted, tup_updated, tup_deleted, tup_fetched] FROM pg_stat_database WHERE datname = current_database()
                """);
        return rows;
    }

    public Task<long> Deadlocks() => Ask<long>("catalog", "SELECT sum(deadlocks)::bigint FROM pg_stat_database");

    /// <summary>At least so many copies of each service; all start anew, to hear of the others.</summary>
    public static Task Grow(int copies) =>
        Run(Path.Combine(Root, "deploy/local/up"), [], "--copies", copies.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Waits until nothing has been on its way from one service to another for longer than the jobs pause that send something now and then.
    /// </summary>
    public async Task Quiet(TimeSpan limit)
    {
        const int looks = 4;
        var pause = TimeSpan.FromSeconds(6); // the longest pause of such a job is 15 s
        var began = TimeProvider.System.GetTimestamp();
        for (var quiet = 0; ; await Task.Delay(pause, TimeProvider.System))
        {
            var what = await OnTheWay();
            if ((quiet = what is null ? quiet + 1 : 0) == looks)
                return;
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                throw new WrongEndException($"after {limit.TotalMinutes} minutes {what ?? "messages still come"}");
        }
    }

    /// <summary>Nothing is parked, no piece is unaccounted for, and no transaction was the victim of a deadlock.</summary>
    public async Task Verify(Api api)
    {
        await VerifyPiecesAndMessages(api);
        if (await Deadlocks() is > 0 and var deadlocks)
            throw new WrongEndException($"{deadlocks} deadlocks; of the first the server says\n{FirstDeadlock()}");
    }

    public static async Task VerifyPiecesAndMessages(Api api)
    {
        foreach (var service in Services)
            if ((await api.Get("operator", $"/{service}/ops/messages/parked")).GetProperty("items").GetArrayLength() is > 0 and var parked)
                throw new WrongEndException($"{service} has parked {parked} messages or more");
        var check = "/inventory/ops/jobs/check-conservation/run";
        var run = await api.Post("operator", null, check + "?wait=60");
        var began = TimeProvider.System.GetTimestamp();
        while (run.GetProperty("status").GetString() == "running")
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(5))
                throw new WrongEndException("the check of conservation does not end");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            run = await api.Get("operator", $"{check}s/{run.GetProperty("id").GetGuid()}");
        }
        var conservation = await api.Get("central", "/inventory/conservation");
        if (conservation.GetProperty("differences").ToString() != "0") // null: never checked
            throw new WrongEndException($"the conservation of pieces: {conservation}");
    }

    private string FirstDeadlock() => string.Join('\n', File.ReadLines(Path.Combine(folder, "logs/postgres.log"))
        .SkipWhile(x => !x.Contains("deadlock detected", StringComparison.Ordinal)).Take(20));

    private async Task<string?> OnTheWay()
    {
        foreach (var service in Services)
            if (await Ask<long>(service, "SELECT count(*) FROM outbox") is > 0 and var waiting)
                return $"{waiting} messages wait in the outbox of {service}";
        var queues = await Run("/usr/lib/rabbitmq/bin/rabbitmqctl", new Dictionary<string, string>
        {
            ["HOME"] = Path.Combine(folder, "rabbitmq/rabbitmq/home"),
            ["ERL_EPMD_PORT"] = (port + 91).ToString(CultureInfo.InvariantCulture),
        }, "-q", "-n", "rabbitmq@localhost", "list_queues", "name", "messages");
        return queues.Split('\n').Select(x => x.Split('\t')).Where(x => x is [_, var count] && int.TryParse(count, out var n) && n > 0)
            .Select(x => $"queue {x[0]} holds {x[1]}").FirstOrDefault();
    }

    private static async Task<string> Run(string program, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {text}");
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} says nothing.");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ImssBienestar.Supply.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
