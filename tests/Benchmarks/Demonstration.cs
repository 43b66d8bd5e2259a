using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Supply.Benchmarks;

/// <summary>
/// <c>deploy/Standalone --demo</c> on a free folder, one process on SQLite, until it is ready; beside it the rows that it leaves, written
/// once more by plain SQL, in as many commits as documents were sent.
/// </summary>
internal static class Demonstration
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(15);

    /// <summary>What somebody sent, by service and table.</summary>
    private static readonly (string Service, string Table)[] documents =
    [
        ("dispensing", "prescriptions"), ("orders", "awards"), ("orders", "supply_orders"), ("inventory", "stock_documents"),
        ("inventory", "shipments"), ("inventory", "receptions"),
    ];

    /// <param name="size">Times the usual history.</param>
    public static async Task<int> Run(int size)
    {
        var folder = Directory.CreateTempSubdirectory("supply-bench-demo").FullName;
        try
        {
            var (seconds, cpu) = await UntilReady(folder, size);
            var (sent, prescriptions) = (0L, await Count(folder, "dispensing", "prescriptions"));
            foreach (var (service, table) in documents)
                sent += await Count(folder, service, table);
            var (rows, raw) = await SqliteRows.Repeat(folder, sent);
            Console.WriteLine($"""

                | demonstration on SQLite, one process | |
                |---|---|
                | documents, of them prescriptions | {sent:N0}, {prescriptions:N0} |
                | ready after, s | {seconds:F1} |
                | documents/s | {sent / seconds:F0} |
                | ms of processor time a document | {cpu * 1000 / sent:F2} |
                | raw SQL, the same {rows:N0} rows in as many commits as documents, documents/s | {sent / raw:F0} |
                | of raw SQL | {raw / seconds:F3} |
                """);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Seconds, double Processor)> UntilReady(string folder, int size)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var program = Path.Combine(RunningSystem.Root, "deploy/Standalone/bin/Release/net10.0/Supply.Standalone.dll");
        var began = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [program, $"--demo={size}", "--dev-tokens", "--data", folder, "--urls", address])
            {
                RedirectStandardOutput = true,
            })!;
        try
        {
            using var patience = new CancellationTokenSource(limit, TimeProvider.System);
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                Console.WriteLine(line);
                if (!line.EndsWith(" ready", StringComparison.Ordinal))
                    continue;
                var result = (TimeProvider.System.GetElapsedTime(began).TotalSeconds, process.TotalProcessorTime.TotalSeconds);
                await Verify(address, folder);
                return result;
            }
            throw new WrongEndException("the demonstration ended before it was ready");
        }
        catch (OperationCanceledException)
        {
            throw new WrongEndException($"the demonstration is not ready after {limit.TotalMinutes} minutes");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Each prescription is in the figures once, no piece is unaccounted for, nothing is parked.</summary>
    private static async Task Verify(string address, string folder)
    {
        using var api = new Api(new Uri(address));
        await RunningSystem.VerifyPiecesAndMessages(api);
        var (sent, counted) = (await Count(folder, "dispensing", "prescriptions"), 0L);
        var year = TimeProvider.System.GetUtcNow().Year;
        foreach (var period in (int[])[year - 1, year])
            counted += (await api.Get("auditor", $"/indicators/ind-b?period={period}")).GetProperty("denominator").GetInt64();
        if (counted != sent)
            throw new WrongEndException($"the figures have {counted} of {sent} prescriptions");
    }

    private static async Task<long> Count(string folder, string service, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, service)}.db;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
