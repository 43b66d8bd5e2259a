using Npgsql;
using NpgsqlTypes;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;

namespace Supply.Benchmarks;

/// <summary>
/// The fact log and the documents as the service would have them after it has counted the month, filled in by SQL: what it stores of one
/// prescription of each kind, with the id, the facility and the date of each.
/// </summary>
internal sealed class MonthDocuments(MonthOfPrescriptions month, string connection)
{
    private static readonly string[] tables = ["fact_log", "document_facts"];

    // What stands in the body of a kind where its prescriptions differ; nothing else in it is written so.
    private static readonly DateOnly anyDate = new(1111, 11, 11);
    private const string AnyFacility = "FACILITY";
    private const string AnyState = "STATE";

    public async Task Fill()
    {
        await Execute("""
            CREATE SCHEMA bench;
            CREATE UNLOGGED TABLE bench.kinds
                (kind int PRIMARY KEY, body text, ticks bigint, outcome text, counts bytea, parts bytea);
            CREATE UNLOGGED TABLE bench.days (first bigint, count int, facility text, state text, date date, ticks bigint, id text)
            """);
        await Copy("kinds", Enumerable.Range(0, MonthOfPrescriptions.Kinds), Kind);
        await Copy("days", month.Planned, Day);
        await Execute("ANALYZE bench.kinds; ANALYZE bench.days");
        var indexes = await DropIndexes();
        await Task.WhenAll(Execute(Log), Execute(Facts));
        await Task.WhenAll(tables.Select(async table =>
        {
            await Execute($"SET maintenance_work_mem = '1GB'; {string.Join("; ", indexes[table])}");
            await Execute($"VACUUM (ANALYZE) {table}"); // as autovacuum does in time
        }));
        await Execute($"UPDATE log_head SET last = last + {month.Count}; DROP SCHEMA bench CASCADE");
    }

    // In the order of their days: the log is written as prescriptions come, and ids begin with the time.
    private static string Log => $"""
        INSERT INTO fact_log (sequence, kind, document_id, version, recorded_at, facility, state, local_date, body)
        SELECT (SELECT last FROM log_head) + 1 + d.first + n, 'prescription', {Id}, 1, d.ticks + k.ticks, d.facility, d.state, d.date,
            convert_to(replace(replace(replace(replace(k.body, '{anyDate:yyyy-MM-dd}', d.date::text), '{AnyFacility}', d.facility),
                '{AnyState}', d.state), '{Guid.Empty}', {Id}), 'UTF8')
        {Each}
        """;

    private static string Facts => $"""
        INSERT INTO document_facts
            (kind, document_id, version, stated_facility, facility, state, local_date, outcome, counts, parts)
        SELECT 'prescription', {Id}, 1, d.facility, d.facility, d.state, d.date, k.outcome, k.counts, k.parts
        {Each}
        """;

    private static string Id => "d.id || lpad(to_hex(d.first + n), 12, '0')";

    private static string Each => $"""
        FROM bench.days d CROSS JOIN LATERAL generate_series(0, d.count - 1) n
            JOIN bench.kinds k ON k.kind = (d.first + n) % {MonthOfPrescriptions.Kinds}
        """;

    private object[] Kind(int kind)
    {
        var place = month.Facilities[0] with { Code = AnyFacility, State = AnyState };
        var (example, judged) = (month.Prescription(kind, Guid.Empty, place, anyDate), month.Judged[kind]);
        return
        [
            kind, System.Text.Encoding.UTF8.GetString(MessageJson.Write(example)), example.RecordedAt.UtcTicks - TicksOf(anyDate),
            judged.Outcome, MessageJson.Write(judged.Counts.Named), MessageJson.Write(judged.Parts.Named),
        ];
    }

    private static object[] Day(MonthOfPrescriptions.PlannedDay x) =>
    [
        x.First, x.Count, x.Facility.Code, x.Facility.State, x.Date, TicksOf(x.Date),
        Guid.CreateVersion7(new DateTimeOffset(x.Date, new TimeOnly(15, 0), TimeSpan.Zero)).ToString()[..24],
    ];

    private static long TicksOf(DateOnly date) => date.ToDateTime(TimeOnly.MinValue).Ticks;

    private async Task Copy<T>(string table, IEnumerable<T> rows, Func<T, object[]> values)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var copy = await opened.BeginBinaryImportAsync($"COPY bench.{table} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
            await copy.WriteRowAsync(default, values(row));
        await copy.CompleteAsync();
    }

    /// <summary>Made again after so many rows they cost a third of what each row would cost them.</summary>
    /// <returns>How to make those of each table again.</returns>
    private async Task<Dictionary<string, List<string>>> DropIndexes()
    {
        var again = tables.ToDictionary(x => x, _ => new List<string>());
        List<string> drop = [];
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using (var command = new NpgsqlCommand("""
            SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, quote_ident(c.conname),
                coalesce('ADD CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid))
            FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid WHERE i.indrelid = ANY($1::regclass[])
            """, opened) { Parameters = { new() { Value = tables, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text } } })
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var (table, isKey) = (reader.GetString(0), !reader.IsDBNull(2));
                drop.Add(isKey ? $"ALTER TABLE {table} DROP CONSTRAINT {reader.GetString(2)}" : $"DROP INDEX {reader.GetString(1)}");
                again[table].Add(isKey ? $"ALTER TABLE {table} {reader.GetString(3)}" : reader.GetString(3));
            }
        }
        await Execute(string.Join("; ", drop));
        return again;
    }

    private Task Execute(string sql) => BareConsumer.Execute(connection, sql);
}
