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
            var (sent, prescriptions) = (0L, await EmbeddedProgram.Count(folder, "dispensing", "prescriptions"));
            foreach (var (service, table) in documents)
                sent += await EmbeddedProgram.Count(folder, service, table);
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
        var began = TimeProvider.System.GetTimestamp();
        await using var program = await EmbeddedProgram.Start(folder, " ready", limit, $"--demo={size}");
        var result = (TimeProvider.System.GetElapsedTime(began).TotalSeconds, program.ProcessorSeconds);
        await Verify(program.Address, folder);
        return result;
    }

    /// <summary>Each prescription is in the figures once, no piece is unaccounted for, nothing is parked.</summary>
    private static async Task Verify(Uri address, string folder)
    {
        using var api = new Api(address);
        await RunningSystem.VerifyPiecesAndMessages(api);
        var (sent, counted) = (await EmbeddedProgram.Count(folder, "dispensing", "prescriptions"), 0L);
        var year = TimeProvider.System.GetUtcNow().Year;
        foreach (var period in (int[])[year - 1, year])
            counted += (await api.Get("auditor", $"/indicators/ind-b?period={period}")).GetProperty("denominator").GetInt64();
        if (counted != sent)
            throw new WrongEndException($"the figures have {counted} of {sent} prescriptions");
    }
}
