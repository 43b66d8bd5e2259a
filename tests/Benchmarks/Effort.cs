using System.Globalization;
using System.Runtime;
using Npgsql;

namespace Supply.Benchmarks;

/// <summary>What a piece of work took.</summary>
/// <param name="Program">Seconds of processor time of this process, in which the service runs.</param>
/// <param name="Postgres">The same of PostgreSQL.</param>
/// <param name="Before">MB that the process had in memory.</param>
/// <param name="Peak">MB that it had at most meanwhile.</param>
/// <param name="Documents">Rows and entries of indexes of the fact log and the documents that PostgreSQL has read for it.</param>
/// <param name="Figures">The same of figures and publications.</param>
/// <param name="Written">MB that PostgreSQL has written to its log.</param>
internal sealed record Effort(
    double Seconds, double Program, double Postgres, long Before, long Peak, long Documents, long Figures, double Written)
{
    public const string Header = "| | rows | s | s CPU, program | s CPU, PostgreSQL | MB before | MB at most | read of log and documents "
        + "| read of figures and publications | MB written |";

    public static async Task<Effort> Of(IndicatorsHost service, Func<Task> work)
    {
        var before = await Read(service);
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5"); // the peak is that from now on: man 5 proc
        var (resident, cpu, began) = (Memory("VmRSS"), Cpu.Now(), TimeProvider.System.GetTimestamp());
        await work();
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var (used, peak, after) = (Cpu.Now(), Memory("VmHWM"), await Read(service));
        return new(seconds, used.App - cpu.App, used.Postgres - cpu.Postgres, resident, peak, after[0] - before[0], after[1] - before[1],
            (after[2] - before[2]) / 1e6);
    }

    public string Row(string what, long rows) => string.Create(CultureInfo.InvariantCulture,
        $"| {what} | {rows:N0} | {Seconds:F1} | {Program:F1} | {Postgres:F1} | {Before} | {Peak} | {Documents:N0} | {Figures:N0} "
        + $"| {Written:F0} |");

    /// <summary>MB of this process.</summary>
    private static long Memory(string what) => long.Parse(File.ReadLines("/proc/self/status")
        .Single(x => x.StartsWith(what + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture) / 1024;

    private static async Task<long[]> Read(IndicatorsHost service)
    {
        NpgsqlConnection.ClearAllPools(); // a server process tells what it has read at the latest when it ends
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        return await service.Ask<long[]>($"""
            SELECT array[{Of("'fact_log', 'document_facts'")}, {Of("'figures', 'publications'")},
                (pg_current_wal_insert_lsn() - '0/0')::bigint]
            """);

        static string Of(string tables) => $"""
            (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname IN ({tables}))::bigint
                + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname IN ({tables}))::bigint
            """;
    }
}
