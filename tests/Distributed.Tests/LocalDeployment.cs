using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Supply.Distributed.Tests;

/// <summary>
/// What <c>deploy/local/up</c> starts, in a folder and on ports of its own, from what the tests were built with:
/// <c>SUPPLY_TEST_COPIES</c> of each service (1) and <c>SUPPLY_TEST_BROKERS</c> (3).
/// </summary>
public sealed class LocalDeployment : SystemUnderTest
{
    public static readonly string[] Services = Reconciliation.Services;

    private static readonly string root = SourceTree.Root;
    private readonly string folder;
    private readonly int port;

    private LocalDeployment(string folder, int port)
        : base(new Uri($"http://127.0.0.1:{port}"))
    {
        (this.folder, this.port) = (folder, port);
        Copies = Setting("SUPPLY_TEST_COPIES", 1);
        Nodes = Setting("SUPPLY_TEST_BROKERS", 3) is var brokers and > 1
            ? [.. Enumerable.Range(1, brokers).Select(x => $"rabbitmq-{x}")] : ["rabbitmq"];
    }

    public static string? Missing =>
        InstalledServers.RabbitMq is null ? "left out: the local deployment (RabbitMQ is not installed; ./tests/run installs it)"
        : InstalledServers.Postgres is null ? "left out: the local deployment (PostgreSQL is not installed; ./tests/run installs it)"
        : null;

    public int Copies { get; private set; }

    /// <summary>RabbitMQ's.</summary>
    public IReadOnlyList<string> Nodes { get; }

    /// <summary>What <c>deploy/local/status</c>, <c>logs</c> and <c>down</c> must be told to find it.</summary>
    public string Place => $"SUPPLY_LOCAL_DIR={folder} SUPPLY_LOCAL_PORT={port}";

    public override IReadOnlyList<string> Parts => ["postgres", .. Nodes, .. Services.SelectMany(CopiesOf), "gateway"];

    public override string Output => Run("logs").GetAwaiter().GetResult().Text;

    public static async Task<LocalDeployment> Started()
    {
        var folder = Environment.GetEnvironmentVariable("SUPPLY_TEST_LOCAL_DIR")
            ?? Path.Combine(Path.GetTempPath(), "supply-tests", "local-" + Guid.CreateVersion7().ToString("N"));
        var all = new LocalDeployment(folder, FreeHundred());
        try
        {
            await all.Script("up", "--dev-tokens", "--copies", Text(all.Copies), "--brokers", Text(all.Nodes.Count));
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>At least so many copies of each service; those that run start anew, to hear of the others.</summary>
    public async Task Grow(int copies)
    {
        if (copies <= Copies)
            return;
        await Script("up", "--copies", Text(copies));
        Copies = copies;
    }

    public IEnumerable<string> CopiesOf(string service) => Enumerable.Range(1, Copies).Select(x => $"{service}-{x}");

    public override async Task Kill(params string[] parts)
    {
        var dying = parts.Select(ProcessOf).OfType<int>().ToList();
        foreach (var id in dying)
            Signal(id);
        await Eventually.Holds(() => Task.FromResult(!dying.Any(IsAlive)), "what was killed is gone");
    }

    public override Task BringBack(params string[] parts) => Script("up", parts);

    /// <summary>SIGTERM; returns when they have ended.</summary>
    public Task Stop(params string[] parts) => Script("down", parts);

    /// <summary>The RabbitMQ node that a service is connected to; null: none at the moment.</summary>
    public string? NodeOf(string service)
    {
        if (ProcessOf(service) is not { } id)
            return null;
        var sockets = Links($"/proc/{id}/fd").Where(x => x.StartsWith("socket:[", StringComparison.Ordinal)).Select(x => x[8..^1])
            .ToHashSet();
        foreach (var line in File.ReadLines("/proc/net/tcp").Skip(1))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var remote = int.Parse(cells[2].AsSpan(cells[2].IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (cells[3] == "01" && remote - PortOfNode(0) is >= 0 and var node && node < Nodes.Count && sockets.Contains(cells[9]))
                return Nodes[node];
        }
        return null;
    }

    /// <summary>Where node <paramref name="index"/> (0, 1, 2) of the broker listens.</summary>
    public int PortOfNode(int index) => port + 92 + index;

    /// <summary>The queues that hold messages, and how many.</summary>
    public async Task<IReadOnlyList<string>> FilledQueues()
    {
        var start = new ProcessStartInfo(
            "/usr/lib/rabbitmq/bin/rabbitmqctl") {
                Environment = { ["HOME"] = Path.Combine(folder, "rabbitmq", Nodes[0], "home"), ["ERL_EPMD_PORT"] = Text(port + 91) } };
        foreach (var argument in (string[])["-q", "-n", $"{Nodes[0]}@localhost", "list_queues", "name", "messages"])
            start.ArgumentList.Add(argument);
        var (exit, text) = await Run(start);
        Assert.True(exit == 0, text);
        return [.. text.Split('\n').Select(x => x.Split('\t'))
            .Where(x => x is [_, var count] && int.TryParse(count, out var messages) && messages > 0)
            .Select(x => $"queue {x[0]} holds {x[1]}")];
    }

    /// <summary>The services whose outboxes hold messages, and how many.</summary>
    public async Task<IReadOnlyList<string>> FilledOutboxes()
    {
        var filled = new List<string>();
        foreach (var service in Services)
        {
            var password = (await File.ReadAllTextAsync(Path.Combine(folder, "keys", "database"))).Trim();
            await using var database = new NpgsqlConnection(
                $"Host=127.0.0.1;Port={port + 90};Username=supply;Password={password};Database=supply_{service};Pooling=false");
            await database.OpenAsync();
            await using var count = new NpgsqlCommand("SELECT count(*) FROM outbox", database);
            if (await count.ExecuteScalarAsync() is long waiting and > 0)
                filled.Add($"outbox of {service} holds {waiting}");
        }
        return filled;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Kill([.. Parts]); // there is nothing to save
        await Run("down", "--wipe");
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int? ProcessOf(string part)
    {
        var file = Path.Combine(folder, "pids", part + ".pid");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), out var id) && IsAlive(id) ? id : null;
    }

    /// <remarks>One that has ended and that nobody waits for is still listed, as a zombie.</remarks>
    private static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }

    private static void Signal(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // it has ended by itself
        }
    }

    private static IEnumerable<string> Links(string directory)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(directory);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        return files.Select(x => new FileInfo(x).LinkTarget).OfType<string>();
    }

    private async Task Script(string name, params string[] arguments)
    {
        var (exit, text) = await Run(name, arguments);
        Assert.True(exit == 0, $"deploy/local/{name} {string.Join(' ', arguments)} ended with {exit}\n{text}");
    }

    private Task<(int Exit, string Text)> Run(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "deploy", "local", name))
        {
            Environment =
            {
                ["SUPPLY_LOCAL_DIR"] = folder, ["SUPPLY_LOCAL_PORT"] = Text(port), ["SUPPLY_LOCAL_BUILD"] = "no",
                ["SUPPLY_LOCAL_CONFIGURATION"] = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Run(start);
    }

    private static async Task<(int Exit, string Text)> Run(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(texts));
    }

    /// <summary>Below the ports that the system hands out.</summary>
    private static int FreeHundred()
    {
        for (var hundred = 10_000 + Environment.ProcessId % 90 * 100; ; hundred = hundred < 19_000 ? hundred + 100 : 10_000)
            if (Ports.AreFree(hundred, 100))
                return hundred;
    }
}
