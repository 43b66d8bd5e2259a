using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Supply.Testing;

/// <summary>RabbitMQ nodes of a test's own on loopback, one or a cluster, that the test can kill, bring back and empty.</summary>
public sealed class RabbitCluster : IAsyncDisposable
{
    private static readonly string programs = InstalledServers.RabbitMq ?? "";

    private readonly string folder = Directory.CreateTempSubdirectory("supply-rabbit").FullName;
    private readonly int firstPort;
    private readonly int nodes;

    private RabbitCluster(int nodes) => (this.nodes, firstPort) = (nodes, Ports.FreeRange(2 * nodes + 1));

    /// <summary>Why there can be none here; null: there can.</summary>
    public static string? Missing => InstalledServers.RabbitMq is null
        ? "left out: RabbitMQ nodes that the test can kill (its programs are not installed; ./tests/run installs them)"
        : null;

    private int EpmdPort => firstPort + 2 * nodes;

    public int Port(int node) => firstPort + node;

    /// <summary>For <c>Bus:Nodes</c>.</summary>
    public string Addresses => string.Join(',', Enumerable.Range(0, nodes).Select(x => $"127.0.0.1:{Port(x)}"));

    /// <summary>Takes 15 to 30 s for three.</summary>
    public static async Task<RabbitCluster> Start(int nodes)
    {
        var cluster = new RabbitCluster(nodes);
        try
        {
            await cluster.StartAll();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first node, then all others, which join it.</summary>
    public async Task StartAll()
    {
        Directory.CreateDirectory(folder);
        Launch(0);
        await Up(0);
        for (var node = 1; node < nodes; node++)
            Launch(node);
        for (var node = 1; node < nodes; node++)
            await Up(node);
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill(int node)
    {
        if (Pid(node) is { } pid)
            using (var kill = Process.Start("kill", ["-9", pid.ToString(CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync();
        while (IsRunning(node))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    /// <summary>On the data that it had.</summary>
    public async Task BringBack(int node)
    {
        Launch(node);
        await Up(node);
    }

    /// <summary>Kills all nodes, forgets their data and starts them anew.</summary>
    public async Task Replace()
    {
        for (var node = 0; node < nodes; node++)
        {
            await Kill(node);
            Directory.Delete(Home(node), recursive: true);
        }
        await StartAll();
    }

    /// <summary>What <c>rabbitmqctl</c> prints.</summary>
    public async Task<string> Control(int node, params string[] arguments)
    {
        var start = Prepare(node, $"{programs}/rabbitmqctl", ["-q", .. arguments]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)}: {output}{await error}");
    }

    /// <summary>The node to which the connection with this name goes; asked of <paramref name="witness"/>, which must be up.</summary>
    public async Task<int?> NodeOf(string connection, int witness)
    {
        var lines = (await Control(witness, "list_connections", "port", "client_properties")).Split('\n');
        return lines.FirstOrDefault(x => x.Contains($"\"{connection}\"", StringComparison.Ordinal)) is { } line
            ? int.Parse(line.Split('\t')[0], CultureInfo.InvariantCulture) - firstPort
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        for (var node = 0; node < nodes; node++)
            await Kill(node);
        using (var epmd = Process.Start(Prepare(0, "/bin/sh", ["-c", "exec epmd -kill >/dev/null 2>&1"]))!)
            await epmd.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Home(int node) => Path.Combine(folder, $"node{node}");

    private void Launch(int node)
    {
        var home = Home(node);
        if (!Directory.Exists(home))
        {
            Directory.CreateDirectory(home);
            File.WriteAllText(
                Path.Combine(home, "rabbitmq.conf"), "vm_memory_high_watermark.absolute = 512MiB\ndisk_free_limit.absolute = 200MB\n"
                + "cluster_formation.peer_discovery_backend = classic_config\ncluster_formation.classic_config.nodes.1 = "
                    + "node0@localhost\n");
            File.WriteAllText(Path.Combine(home, "advanced.config"), "[].");
            File.WriteAllText(Path.Combine(home, "plugins"), "[].");
            var cookie = Path.Combine(home, ".erlang.cookie");
            File.WriteAllText(cookie, Path.GetFileName(folder).Replace("-", "", StringComparison.Ordinal));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
        }
        File.Delete(Path.Combine(home, "pid"));
        Process.Start(
            Prepare(node, "/bin/sh",
            ["-c", "exec setsid \"$0\" >>\"$1\" 2>&1 </dev/null", $"{programs}/rabbitmq-server", Path.Combine(home, "log")]))!.Dispose();
    }

    private ProcessStartInfo Prepare(int node, string program, IEnumerable<string> arguments)
    {
        var home = Home(node);
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = home, ["ERL_EPMD_ADDRESS"] = "127.0.0.1", ["ERL_EPMD_PORT"] = $"{EpmdPort}",
            ["RABBITMQ_NODENAME"] = $"node{node}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1", ["RABBITMQ_NODE_PORT"] = $"{Port(node)}",
            ["RABBITMQ_DIST_PORT"] = $"{Port(node) + nodes}",
            ["RABBITMQ_MNESIA_BASE"] = $"{home}/mnesia", ["RABBITMQ_LOG_BASE"] = $"{home}/logs", ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_CONFIG_FILE"] = $"{home}/rabbitmq",
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = $"{home}/advanced", ["RABBITMQ_ENABLED_PLUGINS_FILE"] = $"{home}/plugins",
            ["RABBITMQ_PID_FILE"] = $"{home}/pid",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none",
        })
            start.Environment[name] = value;
        return start;
    }

    private async Task Up(int node)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, Port(node));
                return;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(began) < Patience.Limit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
            catch (SocketException e)
            {
                throw new TimeoutException(
                    $"RabbitMQ node {node} does not listen.\n{await File.ReadAllTextAsync(Path.Combine(Home(node), "log"))}", e);
            }
        }
    }

    private int? Pid(int node) =>
        File.Exists(Path.Combine(Home(node), "pid")) && int.TryParse(File.ReadAllText(Path.Combine(Home(node), "pid")), out var pid)
        ? pid : null;

    // A killed process whose parent has not looked yet is still listed, as a zombie.
    private bool IsRunning(int node) =>
        Pid(node) is { } pid && File.Exists($"/proc/{pid}/stat")
        && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
}
