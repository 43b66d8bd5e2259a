using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Supply.Distributed.Tests;

/// <summary>The six services and the gateway as processes of their own over a real broker and PostgreSQL.</summary>
public sealed class SupplyProcesses : IAsyncDisposable
{
    private static readonly (string Project, string Name)[] services =
        [("Catalog", "catalog"), ("DemandPlanning", "planning"), ("PurchaseOrders", "orders"), ("Inventory", "inventory"), ("Dispensing", "dispensing"), ("Indicators", "indicators")];

    private readonly string run = "d" + Guid.CreateVersion7().ToString("N")[..12];
    private readonly string root = FindRoot();
    private readonly Dictionary<string, int> ports = [];
    private readonly Dictionary<string, Process> running = [];
    private readonly string log;

    private SupplyProcesses() => log = Directory.CreateTempSubdirectory("supply-distributed").FullName;

    public static string? Missing =>
        Environment.GetEnvironmentVariable("SUPPLY_TEST_RABBITMQ") is null ? "needs RabbitMQ (./tests/run starts one)"
        : Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES") is null ? "needs PostgreSQL (./tests/run starts one)"
        : null;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<SupplyProcesses> Start()
    {
        var all = new SupplyProcesses();
        try
        {
            await all.StartAll();
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    private async Task StartAll()
    {
        foreach (var (_, name) in services.Append(("Gateway", "gateway")))
            (ports[name], ports[name + "-grpc"]) = (FreePort(), FreePort());
        await CreateDatabases();
        foreach (var (project, name) in services) // all queues are there before the first message is sent
            await Migrate(project, name);
        foreach (var (_, name) in services)
            StartService(name);
        running["gateway"] = Launch("gateway", "gateway/Gateway/bin/Debug/net10.0/Supply.Gateway.dll",
        [
            "--Urls", $"http://127.0.0.1:{ports["gateway"]}", "--DevTokens:Enabled", "true", "--DevTokens:Key", Key,
            .. services.SelectMany(x => (string[])[$"--ReverseProxy:Clusters:{x.Name}:Destinations:1:Address", $"http://127.0.0.1:{ports[x.Name]}/"]),
        ]);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports["gateway"]}"), Timeout = TimeSpan.FromSeconds(30) };
        foreach (var (_, name) in services)
            await Ready(name);
        await Served("gateway", async () => (await Http.GetAsync("/openapi/indicators.json")).IsSuccessStatusCode);
    }

    /// <summary>SIGKILL, then a new process on the same data.</summary>
    public async Task KillAndRestart(string name)
    {
        running[name].Kill();
        await running[name].WaitForExitAsync();
        StartService(name);
        await Ready(name);
    }

    public static async Task Until(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                if (await condition())
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
            if (TimeProvider.System.GetElapsedTime(began).TotalSeconds > seconds)
                throw new TimeoutException($"Not within {seconds} s: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        foreach (var process in running.Values)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        await using var server = new NpgsqlConnection(TestDatabase.PostgresServer + ";Database=postgres");
        await server.OpenAsync();
        foreach (var (_, name) in services)
        {
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {run}_{name} WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }
        Directory.Delete(log, recursive: true);
    }

    private static string Key { get; } = Convert.ToBase64String(new byte[32]);

    private string[] Settings(string name) =>
    [
        "--urls", $"http://127.0.0.1:{ports[name]}", "--DevTokens:Enabled", "true", "--DevTokens:Key", Key,
        "--Database:Provider", "Postgres", "--Database:ConnectionString", $"{TestDatabase.PostgresServer};Database={run}_{{service}};Maximum Pool Size=20",
        "--Bus:Host", $"rabbitmq://{Environment.GetEnvironmentVariable("SUPPLY_TEST_RABBITMQ")}/", "--Patients:Keys:1", Key,
        "--Services:Key", Key, "--Grpc:Url", $"http://127.0.0.1:{ports[name + "-grpc"]}",
        .. services.SelectMany(x => (string[])[$"--Peers:{x.Name}", $"http://127.0.0.1:{ports[x.Name + "-grpc"]}"]),
    ];

    private async Task CreateDatabases()
    {
        await using var server = new NpgsqlConnection(TestDatabase.PostgresServer + ";Database=postgres");
        await server.OpenAsync();
        foreach (var (_, name) in services)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE {run}_{name}", server);
            await create.ExecuteNonQueryAsync();
        }
    }

    private async Task Migrate(string project, string name)
    {
        using var process = Launch(name + "-migrate", $"services/{project}/bin/Debug/net10.0/Supply.{project}.dll", ["migrate", .. Settings(name)]);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await Log(name + "-migrate"));
    }

    private void StartService(string name)
    {
        var project = services.Single(x => x.Name == name).Project;
        running[name] = Launch(name, $"services/{project}/bin/Debug/net10.0/Supply.{project}.dll", Settings(name));
    }

    private async Task Ready(string name)
    {
        using var direct = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports[name]}") };
        await Served(name, async () => (await direct.GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    private async Task Served(string name, Func<Task<bool>> condition)
    {
        try
        {
            await Until(condition, $"{name} is ready");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException(e.Message + "\n" + await Log(name), e);
        }
    }

    private Process Launch(string name, string assembly, string[] arguments)
    {
        var output = Path.Combine(log, name + ".log");
        // The shell gives the process its file to write to and is then replaced by it: the id is the program's own.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = log };
        foreach (var argument in (string[])["-c", "exec \"$@\" >>\"$0\" 2>&1", output, "dotnet", Path.Combine(root, assembly), .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private async Task<string> Log(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(log, name + ".log"));
        return text.Length > 4000 ? text[^4000..] : text;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ImssBienestar.Supply.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
