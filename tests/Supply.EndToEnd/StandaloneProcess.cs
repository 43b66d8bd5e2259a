using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Supply.EndToEnd;

/// <summary>
/// The real program in a process of its own, on a folder and a port that stay the same however often it dies.
/// What it prints is kept in a file beside the data.
/// </summary>
public sealed class StandaloneProcess : SystemUnderTest
{
    /// <summary>The exit code of a process that SIGKILL ended.</summary>
    public const int KilledExitCode = 137;

    private static readonly TimeSpan startLimit = TimeSpan.FromMinutes(5);
    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly Lock writing = new();
    private Process? process;

    public StandaloneProcess()
        : base(new Uri($"http://127.0.0.1:{FreePort()}"))
    {
        Folder = Path.Combine(Path.GetTempPath(), "supply-tests", "e2e-" + Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(Folder);
    }

    public override IReadOnlyList<string> Parts => ["standalone"];
    public string Folder { get; }
    public int Port => Address.Port;

    /// <summary>Environment variables of the next process.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string Data => Path.Combine(Folder, "data");

    /// <summary>All that this and earlier lives printed, errors too.</summary>
    public override string Output
    {
        get
        {
            lock (writing)
                return File.Exists(Log) ? File.ReadAllText(Log) : "";
        }
    }

    private string Log => Path.Combine(Folder, "output.txt");

    /// <summary>A started program that serves.</summary>
    public static async Task<StandaloneProcess> Started()
    {
        var standalone = new StandaloneProcess();
        try
        {
            await standalone.Start();
        }
        catch
        {
            await standalone.DisposeAsync();
            throw;
        }
        return standalone;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task Start()
    {
        Spawn();
        Assert.True(await Ready(), $"The program did not become ready.\n{Output}");
    }

    /// <param name="crashAt"><c>after-commit:7</c>: dies by its own hand at the seventh commit.</param>
    /// <param name="arguments">In place of the usual ones.</param>
    public void Spawn(string? crashAt = null, params string[] arguments)
    {
        // A test run in the background of a shell ignores Ctrl-C, and its children would too.
        var start = new ProcessStartInfo(
            "/usr/bin/env") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        string[] usual = ["--urls", Address.ToString().TrimEnd('/'), "--data", Data, "--dev-tokens"];
        foreach (
            var argument in (
                string[])[.. OperatingSystem.IsLinux()
                ? ["--default-signal=INT"] : (string[])[], "dotnet", Program(), .. arguments.Length > 0 ? arguments : usual])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment.Remove("SUPPLY_CRASH_AT");
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        if (crashAt is not null)
            start.Environment["SUPPLY_CRASH_AT"] = crashAt;
        process?.Dispose();
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <returns>False: it ended, or the time was up.</returns>
    public async Task<bool> Ready()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < startLimit && process is { HasExited: false })
        {
            try
            {
                using var answer = await probe.GetAsync(new Uri(Address, "health/ready"));
                if (answer.IsSuccessStatusCode)
                    return true;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // not listening yet
            }
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }
        return false;
    }

    public override async Task Kill(params string[] parts)
    {
        if (process is not { HasExited: false })
            return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public override Task BringBack(params string[] parts) => Start();

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public async Task<int> StopByCtrlC()
    {
        using var kill = Process.Start("kill", ["-INT", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await Exited(TimeSpan.FromMinutes(5)) ?? throw new TimeoutException($"Ctrl-C did not stop the program.\n{Output}");
    }

    /// <returns>The exit code; null: it still runs.</returns>
    public async Task<int?> Exited(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within, TimeProvider.System);
        try
        {
            await process!.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Kill();
        process?.Dispose();
        probe.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // the system clears its temporary folder itself
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (writing)
            File.AppendAllText(Log, line + "\n");
    }

    /// <summary>The output of deploy/Standalone in the configuration in which these tests were built.</summary>
    private static string Program()
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var root = built;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ImssBienestar.Supply.sln")))
            root = root.Parent;
        var program = Path.Combine(
            root?.FullName ?? "", "deploy", "Standalone", "bin", built.Parent!.Name, built.Name, "Supply.Standalone.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException("deploy/Standalone is not built.", program);
    }
}
