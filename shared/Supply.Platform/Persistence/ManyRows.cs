using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Supply.Platform.Persistence;

/// <summary>Many rows of a table by one statement.</summary>
public static class ManyRows
{
    private const int Few = 12; // for these a round trip more costs more than a statement for each

    /// <summary>
    /// Inserts rows that are not changed afterwards: on PostgreSQL at once and with one statement, which costs both sides a fraction of one
    /// for each; elsewhere, and where they are few, when the context is saved.
    /// </summary>
    public static async Task InsertAll<T>(this SupplyDb db, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count < Few || !db.Database.IsNpgsql())
        {
            db.Set<T>().AddRange(rows);
            return;
        }
        var type = db.Set<T>().EntityType;
        var columns = type.GetProperties().ToList();
        await Execute(
            db, $"INSERT INTO \"{type.GetTableName()}\" ({Names(columns)}) SELECT * FROM {Given(columns)}", columns, rows, ct);
    }

    /// <summary>
    /// Writes what has become of rows that were read with the context and that this transaction has locked: on PostgreSQL at once, after
    /// which the context knows them no more; elsewhere, and where they are few, when the context is saved.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">One of them is gone.</exception>
    public static async Task UpdateAll<T>(this SupplyDb db, IReadOnlyCollection<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count < Few || !db.Database.IsNpgsql())
            return;
        var type = db.Set<T>().EntityType;
        var columns = type.GetProperties().ToList();
        var set = columns.Where(x => !x.IsPrimaryKey()).Select(x => $"\"{x.GetColumnName()}\" = k.\"{x.GetColumnName()}\"");
        var same = columns.Where(x => x.IsPrimaryKey()).Select(x => $"t.\"{x.GetColumnName()}\" = k.\"{x.GetColumnName()}\"");
        var written = await Execute(db, $"""
            UPDATE "{type.GetTableName()}" AS t SET {string.Join(", ", set)}
            FROM {Given(columns)} AS k({Names(columns)}) WHERE {string.Join(" AND ", same)}
            """, columns, rows, ct);
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

    private static string Names(IEnumerable<IProperty> columns) => string.Join(", ", columns.Select(x => $"\"{x.GetColumnName()}\""));

    private static string Given(IEnumerable<IProperty> columns) =>
        $"unnest({string.Join(", ", columns.Select((x, i) => $"{{{i}}}::{x.GetColumnType()}[]"))})";

    /// <summary>The values of a column as the database has them.</summary>
    private static Array Column<T>(IProperty column, IReadOnlyCollection<T> rows)
    {
        var converter = column.GetTypeMapping().Converter;
        var type = converter?.ProviderClrType ?? Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType;
        var element = column.IsNullable && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type;
        var values = Array.CreateInstance(element, rows.Count);
        var i = 0;
        foreach (var row in rows)
        {
            var value = column.PropertyInfo!.GetValue(row);
            values.SetValue(value is null ? null : converter is null ? value : converter.ConvertToProvider(value), i++);
        }
        return values;
    }
}
