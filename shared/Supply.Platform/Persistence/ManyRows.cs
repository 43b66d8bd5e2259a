using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Supply.Platform.Persistence;

/// <summary>Many rows of a table by one statement.</summary>
public static class ManyRows
{
    private const int Few = 12; // for these a round trip more costs more than a statement for each

    private static readonly Comparer<object?> ordinal = Comparer<object?>.Create((x, y) =>
        x is string text ? string.CompareOrdinal(text, (string?)y) : Comparer<object?>.Default.Compare(x, y));

    /// <summary>
    /// Inserts rows that are not changed afterwards, at once and in the order of their keys, so that of two copies that add the same ones
    /// the later waits for the other and never in a circle: on PostgreSQL with one statement, on SQLite with one that is prepared once,
    /// which costs a fraction of one for each. On SQL Server, and where they are few, when the context is saved.
    /// </summary>
    public static async Task InsertAll<T>(this SupplyDb db, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count < Few || db.Database.IsSqlServer())
        {
            db.Set<T>().AddRange(rows);
            return;
        }
        var type = db.Set<T>().EntityType;
        var columns = type.GetProperties().ToList();
        rows = [.. type.FindPrimaryKey()!.Properties
            .Aggregate(rows.OrderBy(_ => 0), (sorted, key) => sorted.ThenBy(row => key.PropertyInfo!.GetValue(row), ordinal))];
        var into = $"INSERT INTO \"{type.GetTableName()}\" ({Names(columns)})";
        if (db.Database.IsSqlite())
            Repeat(db, $"{into} VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})", columns, rows);
        else
            await Execute(db, $"{into} SELECT * FROM {Given(columns)}", columns, rows, ct);
    }

    /// <summary>The same for those that were added to the context.</summary>
    internal static async Task InsertAdded<T>(this SupplyDb db, CancellationToken ct) where T : class
    {
        if (!db.Database.IsNpgsql())
            return;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var added = db.ChangeTracker.Entries<T>().Where(x => x.State == EntityState.Added).ToList();
        if (added.Count >= Few)
        {
            added.ForEach(x => x.State = EntityState.Detached);
            await db.InsertAll(added.ConvertAll(x => x.Entity), ct);
        }
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    /// <summary>
    /// Writes what has become of rows that were read with the context and that this transaction has locked, in the same ways; after that
    /// the context knows them no more, unless they are written when it is saved.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">One of them is gone.</exception>
    public static async Task UpdateAll<T>(this SupplyDb db, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count < Few || db.Database.IsSqlServer())
            return;
        var type = db.Set<T>().EntityType;
        var columns = type.GetProperties().ToList();
        var isLite = db.Database.IsSqlite();
        string Is(IProperty x) => $"\"{x.GetColumnName()}\" = {(isLite ? $"@p{columns.IndexOf(x)}" : $"k.\"{x.GetColumnName()}\"")}";
        var sql = $"""
            UPDATE "{type.GetTableName()}" AS t SET {string.Join(", ", columns.Where(x => !x.IsPrimaryKey()).Select(Is))}
            {(isLite ? "" : $"FROM {Given(columns)} AS k({Names(columns)})")}
            WHERE {string.Join(" AND ", columns.Where(x => x.IsPrimaryKey()).Select(x => $"t.{Is(x)}"))}
            """;
        var written = isLite ? Repeat(db, sql, columns, rows) : await Execute(db, sql, columns, rows, ct);
        if (written != rows.Count)
            throw new DbUpdateConcurrencyException($"{written} of {rows.Count} rows of {type.GetTableName()} are there.");
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var row in rows)
            db.Entry(row).State = EntityState.Detached;
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private static Task<int> Execute<T>(
        SupplyDb db, string sql, IReadOnlyCollection<IProperty> columns, IReadOnlyCollection<T> rows, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(sql, columns.Select(object (x) => new NpgsqlParameter { Value = Column(x, rows) }), ct);

    private static int Repeat<T>(SupplyDb db, string sql, List<IProperty> columns, IReadOnlyCollection<T> rows)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction) = (sql, db.Database.CurrentTransaction!.GetDbTransaction());
        var mappings = columns.Select(x => x.GetRelationalTypeMapping()).ToList();
        foreach (var (i, mapping) in mappings.Index())
            command.Parameters.Add(mapping.CreateParameter(command, $"@p{i}", null, nullable: true));
        command.Prepare();
        var written = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
                command.Parameters[i].Value = Stored(mappings[i], columns[i].PropertyInfo!.GetValue(row)) ?? DBNull.Value;
            written += command.ExecuteNonQuery();
        }
        return written;
    }

    private static string Names(IEnumerable<IProperty> columns) => string.Join(", ", columns.Select(x => $"\"{x.GetColumnName()}\""));

    private static string Given(IEnumerable<IProperty> columns) =>
        $"unnest({string.Join(", ", columns.Select((x, i) => $"{{{i}}}::{x.GetColumnType()}[]"))})";

    /// <summary>The values of a column as the database has them.</summary>
    private static Array Column<T>(IProperty column, IReadOnlyCollection<T> rows)
    {
        var mapping = column.GetRelationalTypeMapping();
        var type = mapping.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType;
        var element = column.IsNullable && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type;
        var values = Array.CreateInstance(element, rows.Count);
        foreach (var (i, row) in rows.Index())
            values.SetValue(Stored(mapping, column.PropertyInfo!.GetValue(row)), i);
        return values;
    }

    private static object? Stored(RelationalTypeMapping mapping, object? value) =>
        value is null || mapping.Converter is null ? value : mapping.Converter.ConvertToProvider(value);
}
