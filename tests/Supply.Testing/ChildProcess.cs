using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Supply.Testing;

/// <summary>One of the system's programs as a process of its own, with its output in a file.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process process;
    private readonly string log = Path.Combine(Path.GetTempPath(), $"supply-child-{Guid.CreateVersion7():N}.log");

    private ChildProcess(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        // The shell gives the process its file to write to and is then replaced by it: the id is the program's own.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Path.GetTempPath() };
        var program = Path.Combine(SourceTree.Root, assembly);
        foreach (var argument in (string[])["-c", "exec \"$@\" >>\"$0\" 2>&1", log, "dotnet", program, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <param name="assembly">From the top of the checkout: <c>gateway/Gateway/bin/Debug/net10.0/Supply.Gateway.dll</c>.</param>
    public static ChildProcess Start(
        string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        new(assembly, arguments, environment);

    /// <summary>Starts a program that ends by itself, and waits for it.</summary>
    public static async Task Run(string assembly, IEnumerable<string> arguments)
    {
        await using var child = Start(assembly, arguments);
        await child.process.WaitForExitAsync();
        if (child.process.ExitCode != 0)
            throw new InvalidOperationException(child.Output());
    }

    public string Output() => File.Exists(log) ? File.ReadAllText(log) : "";

    /// <summary>SIGKILL.</summary>
    public Task Kill()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; the process ends in its own time.</summary>
    public void Terminate() => _ = SendSignal(process.Id, SigTerm);

    public Task Ended(TimeSpan within) => process.WaitForExitAsync().WaitAsync(within);

    /// <summary>Polls an address until it answers 200.</summary>
    public async Task Answers(string url)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // not listening yet
            }
            if (process.HasExited || TimeProvider.System.GetElapsedTime(began) > Patience.Limit)
                throw new TimeoutException($"{url} did not answer.\n{Output()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
        File.Delete(log);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
