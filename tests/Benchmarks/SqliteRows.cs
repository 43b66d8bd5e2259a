using Microsoft.Data.Sqlite;

namespace Supply.Benchmarks;

/// <summary>
/// The rows of the services' SQLite databases, written once more by plain SQL into databases with the same tables and indexes.
/// </summary>
internal static class SqliteRows
{
    private sealed record Table(string Insert, List<object[]> Rows);

    /// <param name="commits">Over all databases, each as durable as the services' own.</param>
    public static async Task<(int Rows, double Seconds)> Repeat(string folder, long commits)
    {
        var copies = new Dictionary<string, List<Table>>();
        foreach (var file in Directory.GetFiles(folder, "*.db"))
            copies[file + ".copy"] = await Copy(file);
        var all = copies.Values.Sum(x => x.Sum(table => table.Rows.Count));
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(copies.Select(x => Task.Run(() =>
            Write(x.Key, x.Value, Math.Max(1, commits * x.Value.Sum(table => table.Rows.Count) / all)))));
        return (all, TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>A database with the file's empty tables, and the rows.</summary>
    private static async Task<List<Table>> Copy(string file)
    {
        await using var from = Open(file);
        await using var to = Open(file + ".copy");
        Execute(to, "PRAGMA journal_mode=WAL");
        foreach (var statement in Read(from, """
            SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND type <> 'trigger' ORDER BY type = 'index'
            """))
            Execute(to, (string)statement[0]);
        return [.. Read(from, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            .Select(x => (string)x[0]).ToList().Select(name =>
            {
                var columns = Read(from, $"SELECT name FROM pragma_table_info('{name}')").Count();
                return new Table(
                    $"INSERT INTO \"{name}\" VALUES ({string.Join(", ", Enumerable.Range(0, columns).Select(i => "$p" + i))})",
                    [.. Read(from, $"SELECT * FROM \"{name}\"")]);
            })];
    }

    private static void Write(string file, List<Table> tables, long commits)
    {
        using var connection = Open(file);
        Execute(connection, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF");
        var inserts = tables.ConvertAll(x => Prepare(connection, x));
        for (var part = 0L; part < commits; part++)
        {
            using var transaction = connection.BeginTransaction();
            foreach (var (table, insert) in tables.Zip(inserts))
            {
                insert.Transaction = transaction;
                for (var i = table.Rows.Count * part / commits; i < table.Rows.Count * (part + 1) / commits; i++)
                {
                    for (var column = 0; column < insert.Parameters.Count; column++)
                        insert.Parameters[column].Value = table.Rows[(int)i][column];
                    insert.ExecuteNonQuery();
                }
            }
            transaction.Commit();
        }
        inserts.ForEach(x => x.Dispose());
    }

    private static SqliteCommand Prepare(SqliteConnection connection, Table table)
    {
        var command = connection.CreateCommand();
        command.CommandText = table.Insert;
        for (var i = 0; i < (table.Rows.Count > 0 ? table.Rows[0].Length : 0); i++)
            command.Parameters.AddWithValue("$p" + i, DBNull.Value);
        return command;
    }

    private static IEnumerable<object[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            yield return values;
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
