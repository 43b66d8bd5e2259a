using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Supply.Benchmarks;

/// <summary>
/// The baseline: the rows that a load has left in the tables of all services, written once more by plain SQL into copies of those tables
/// (the same columns, keys and indexes, filled with the older rows), in as many commits as the server has made for the load.
/// </summary>
internal sealed class FinalRows
{
    private readonly RunningSystem system;
    private readonly long firstTransaction;
    private readonly string firstByte;

    private FinalRows(RunningSystem system, long firstTransaction, string firstByte) =>
        (this.system, this.firstTransaction, this.firstByte) = (system, firstTransaction, firstByte);

    /// <param name="Seconds">From the first statement to the last commit.</param>
    /// <param name="ProcessorSeconds">Of the server and of the program that writes.</param>
    public sealed record Result(int Rows, int Commits, double Seconds, double ProcessorSeconds);

    private sealed class Table(string name, string[] columns, string[] types)
    {
        public string Name => name;
        public string[] Columns => columns;

        /// <summary>Takes an array of texts for each column.</summary>
        public string Insert { get; } =
            $"INSERT INTO raw.{name} ({string.Join(", ", columns)}) OVERRIDING SYSTEM VALUE "
            + $"SELECT {string.Join(", ", types.Select((x, i) => $"c{i}::{x}"))} "
            + $"FROM unnest({string.Join(", ", types.Select((_, i) => $"${i + 1}"))}) "
            + $"AS x({string.Join(", ", types.Select((_, i) => $"c{i}"))})";
    }

    private sealed record Row(long Transaction, Table Table, string?[] Values);

    private sealed record Commit(NpgsqlDataSource Database, double At, List<Row> Rows);

    /// <summary>What is written from now on belongs to the load.</summary>
    public static async Task<FinalRows> Mark(RunningSystem system)
    {
        // The log of all writing is kept until its commits are counted.
        await system.Execute("catalog", "CREATE EXTENSION IF NOT EXISTS pg_walinspect");
        await system.Execute("catalog", "ALTER SYSTEM SET wal_keep_size = '16GB'");
        await system.Execute("catalog", "SELECT pg_reload_conf()");
        await system.Execute("catalog", "CHECKPOINT");
        var next = await system.Ask<string>("catalog", "SELECT pg_snapshot_xmax(pg_current_snapshot())::text");
        return new(
            system, long.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            await system.Ask<string>("catalog", "SELECT pg_current_wal_flush_lsn()::text"));
    }

    /// <summary>How many commits the server has written since the mark.</summary>
    public Task<long> Commits() => system.Ask<long>("catalog", $"""
        SELECT coalesce(sum(count), 0)::bigint FROM pg_get_wal_stats('{firstByte}', pg_current_wal_flush_lsn(), true)
        WHERE "resource_manager/record_type" LIKE 'Transaction/COMMIT%'
        """);

    /// <param name="writers">How many connections write at a time.</param>
    /// <param name="others">Commits that would have been made without the load.</param>
    public async Task<Result> Repeat(int writers, double others)
    {
        var commits = await Commits() - others;
        var written = new Dictionary<string, List<Row>>();
        foreach (var service in RunningSystem.Services)
            written[service] = await Read(service);
        var transactions = written.ToDictionary(x => x.Key, x => x.Value.Select(row => row.Transaction).Distinct().Count());
        var databases = RunningSystem.Services.ToDictionary(x => x, x => NpgsqlDataSource.Create(system.ConnectionOf(x)));
        var work = new ConcurrentQueue<Commit>(written.SelectMany(x => Split(
            databases[x.Key], x.Value, (int)Math.Round(commits * transactions[x.Key] / transactions.Values.Sum())))
            .OrderBy(x => x.At));
        var count = work.Count;
        await system.Execute("catalog", "CHECKPOINT");
        var (cpu, began) = (Processor(), TimeProvider.System.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
        {
            while (work.TryDequeue(out var commit))
                await Write(commit);
        }));
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var used = Processor() - cpu;
        foreach (var (service, database) in databases)
        {
            await database.DisposeAsync();
            await system.Execute(service, "DROP SCHEMA raw CASCADE");
        }
        return new(written.Values.Sum(x => x.Count), count, seconds, used);
    }

    private double Processor() =>
        system.ProcessorTime()["postgres"] + System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    /// <summary>The final versions of the load's rows, in the order of their commits; a copy of each table has the others.</summary>
    private async Task<List<Row>> Read(string service)
    {
        await using var connection = new NpgsqlConnection(system.ConnectionOf(service));
        await connection.OpenAsync();
        await Execute(connection, "DROP SCHEMA IF EXISTS raw CASCADE; CREATE SCHEMA raw");
        var rows = new List<Row>();
        foreach (var table in await Tables(connection))
        {
            var columns = string.Join(", ", table.Columns);
            await using (var read = new NpgsqlCommand(
                $"SELECT xmin::text::bigint, {string.Join(", ", table.Columns.Select(x => x + "::text"))} FROM public.{table.Name} "
                + $"WHERE xmin::text::bigint >= {firstTransaction}", connection) { CommandTimeout = 0 })
            {
                await using var reader = await read.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    rows.Add(new(reader.GetInt64(0), table, [.. Enumerable.Range(1, table.Columns.Length)
                        .Select(x => reader.IsDBNull(x) ? null : reader.GetString(x))]));
            }
            await Execute(connection, $"""
                CREATE TABLE raw.{table.Name} (LIKE public.{table.Name} INCLUDING ALL);
                INSERT INTO raw.{table.Name} ({columns}) OVERRIDING SYSTEM VALUE
                    SELECT {columns} FROM public.{table.Name} WHERE xmin::text::bigint < {firstTransaction};
                ANALYZE raw.{table.Name}
                """);
        }
        return [.. rows.OrderBy(x => x.Transaction)];
    }

    private static async Task<List<Table>> Tables(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("""
            SELECT quote_ident(c.relname), array_agg(quote_ident(a.attname) ORDER BY a.attnum),
                array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            GROUP BY c.relname ORDER BY c.relname
            """, connection);
        var tables = new List<Table>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            tables.Add(new(reader.GetString(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2)));
        return tables;
    }

    private static IEnumerable<Commit> Split(NpgsqlDataSource database, List<Row> rows, int commits)
    {
        var parts = Math.Min(rows.Count, Math.Max(commits, 1));
        for (var part = 0; part < parts; part++)
            yield return new(database, (double)part / parts,
                rows[(int)((long)rows.Count * part / parts)..(int)((long)rows.Count * (part + 1) / parts)]);
    }

    /// <summary>A statement for each table, all in one round trip and one transaction.</summary>
    private static async Task Write(Commit commit)
    {
        await using var connection = await commit.Database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var rows in commit.Rows.GroupBy(x => x.Table))
        {
            var table = rows.Key;
            var insert = new NpgsqlBatchCommand(table.Insert);
            for (var column = 0; column < table.Columns.Length; column++)
                insert.Parameters.Add(new()
                {
                    Value = rows.Select(x => x.Values[column]).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                });
            batch.BatchCommands.Add(insert);
        }
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
