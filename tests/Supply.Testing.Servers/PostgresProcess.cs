using System.Diagnostics;
using System.Globalization;

namespace Supply.Testing.Servers;

/// <summary>A PostgreSQL of its own, made from the installed programs, in a folder that goes with it.</summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    // The tests kill processes, not the machine: what the operating system has taken is safe enough for them.
    private const string Settings = "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 -c fsync=off";

    private readonly string programs;
    private readonly string folder = Directory.CreateTempSubdirectory("supply-postgres").FullName;

    private PostgresProcess(string programs) => this.programs = programs;

    public string Connection { get; private set; } = "";

    private string Data => Path.Combine(folder, "data");

    /// <exception cref="InvalidOperationException">It did not start; the message is what it said.</exception>
    public static async Task<PostgresProcess> Start(string programs)
    {
        var server = new PostgresProcess(programs);
        try
        {
            await server.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await AsOwner("pg_ctl", "-D", Data, "-w", "-t", "300", "-m", "immediate", "stop");
        await Run("rm", "-rf", folder);
    }

    private async Task Start()
    {
        if (Environment.IsPrivilegedProcess)
            await Run("chown", "postgres", folder); // it refuses to run as root
        await AsOwner("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        var port = Ports.FreeRange(1).ToString(CultureInfo.InvariantCulture);
        await AsOwner(
            "pg_ctl", "-D", Data, "-w", "-t", "300", "-l", Path.Combine(folder, "log"), "-o", $"{Settings} -c port={port}", "start");
        Connection = $"Host=127.0.0.1;Port={port};Username=postgres";
    }

    private Task AsOwner(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Run("runuser", ["-u", "postgres", "--", Path.Combine(programs, program), .. arguments])
        : Run(Path.Combine(programs, program), arguments);

    private async Task Run(string program, params string[] arguments)
    {
        // Nothing may wait for the end of the output: the server inherits it.
        var output = Path.Combine(Path.GetTempPath(), Path.GetFileName(folder) + ".out");
        using var process = Process.Start(
            new ProcessStartInfo(
                "/bin/sh", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output, program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        var text = await File.ReadAllTextAsync(output);
        File.Delete(output);
        if (process.ExitCode == 0)
            return;
        var log = Path.Combine(folder, "log");
        throw new InvalidOperationException(
            $"{Path.GetFileName(program)}: {text}{(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}");
    }
}
