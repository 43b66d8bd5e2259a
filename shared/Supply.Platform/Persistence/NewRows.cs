using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Supply.Platform.Persistence;

/// <summary>Rows that are inserted many at a time and never changed by who inserted them.</summary>
public static class NewRows
{
    private const int Few = 12; // for these a round trip more costs more than a statement for each

    /// <summary>
    /// Inserts the rows: on PostgreSQL at once and with one statement, which costs both sides a fraction of one for each; elsewhere, and
    /// where they are few, when the context is saved.
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
        var values = columns.Select((x, i) => $"{{{i}}}::{x.GetColumnType()}[]");
        var sql = $"""
            INSERT INTO "{type.GetTableName()}" ({string.Join(", ", columns.Select(x => $"\"{x.GetColumnName()}\""))})
            SELECT * FROM unnest({string.Join(", ", values)})
            """;
        await db.Database.ExecuteSqlRawAsync(sql, columns.Select(object (x) => new NpgsqlParameter { Value = Column(x, rows) }), ct);
    }

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
