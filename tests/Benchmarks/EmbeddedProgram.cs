using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Supply.Benchmarks;

/// <summary><c>deploy/Standalone</c> on SQLite, as a process of its own that ends with this object.</summary>
internal sealed class EmbeddedProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;
    private Task rest = Task.CompletedTask;

    private EmbeddedProgram(Process process, string folder, Uri address) =>
        (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }
    public int Id => process.Id;
    public double ProcessorSeconds => process.TotalProcessorTime.TotalSeconds;

    /// <param name="folder">Where its databases are.</param>
    /// <param name="ready">How the line ends that says that it is.</param>
    public static async Task<EmbeddedProgram> Start(string folder, string ready, TimeSpan limit, params string[] options)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var program = Path.Combine(RunningSystem.Root, "deploy/Standalone/bin/Release/net10.0/Supply.Standalone.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet",
            [program, "--dev-tokens", "--data", folder, "--urls", address, .. options]) { RedirectStandardOutput = true })!;
        var started = new EmbeddedProgram(process, folder, new(address));
        try
        {
            await started.Ready(ready, limit);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until no service has anything to say to another.</summary>
    public async Task Quiet(TimeSpan limit)
    {
        const int looks = 3;
        var began = TimeProvider.System.GetTimestamp();
        for (var quiet = 0; quiet < looks; await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System))
        {
            var waiting = 0L;
            foreach (var service in RunningSystem.Services)
                waiting += await Count(folder, service, "outbox");
            quiet = waiting == 0 ? quiet + 1 : 0;
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                throw new WrongEndException($"after {limit.TotalMinutes} minutes {waiting} messages wait");
        }
    }

    public static async Task<long> Count(string folder, string service, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, service)}.db;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await rest;
        process.Dispose();
    }

    private async Task Ready(string ready, TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit, TimeProvider.System);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                Console.WriteLine(line);
                if (!line.EndsWith(ready, StringComparison.Ordinal))
                    continue;
                rest = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // a full pipe would hold it up
                return;
            }
        }
        catch (OperationCanceledException)
        {
            throw new WrongEndException($"the program is not ready after {limit.TotalMinutes} minutes");
        }
        throw new WrongEndException("the program ended before it was ready");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
