using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Supply.Platform.Persistence;

/// <summary>
/// Rows of many composite keys with one statement. Entity Framework Core 10 sends lists of single values
/// (<c>codes.Contains(x.Code)</c>) and no lists of several: https://github.com/dotnet/efcore/issues/11799.
/// </summary>
public static class KeyedRows
{
    /// <summary>The rows that have one of the keys.</summary>
    /// <param name="by">The columns, an index of which should begin with them: <c>x => new { x.Facility, x.Clave }</c>.</param>
    /// <param name="keys">
    /// Of texts, constants that are stored by name, whole numbers and dates. Any number, in any order, each as often as one likes.
    /// </param>
    public static IQueryable<T> WithKeys<T, TKey>(this DbSet<T> rows, Expression<Func<T, TKey>> by, IEnumerable<TKey> keys)
        where T : class where TKey : notnull => Select(rows, by, null, Values(keys.Distinct()), locked: false);

    /// <summary>The same, of each key the rows whose instant lies within its bounds.</summary>
    /// <param name="at">Stored as ticks, as every instant; the index should go on with it.</param>
    /// <param name="ranges">A row that lies within two of them comes twice.</param>
    public static IQueryable<T> WithRanges<T, TKey>(
        this DbSet<T> rows, Expression<Func<T, TKey>> by, Expression<Func<T, DateTimeOffset>> at,
        IEnumerable<(TKey Key, DateTimeOffset After, DateTimeOffset Through)> ranges)
        where T : class where TKey : notnull =>
        Select(rows, by, (MemberExpression)at.Body, ranges.Select(x =>
            (object?[])[.. Values([x.Key]).Single(), x.After.UtcTicks, x.Through.UtcTicks]), locked: false);

    /// <summary>
    /// The same, in the order of their keys; nobody else can change or lock these rows until the transaction ends. Who locks several
    /// rows in this order never waits in a circle. To be read at once: nothing can be added to the query. In SQLite a writer is alone.
    /// </summary>
    public static IQueryable<T> LockWithKeys<T, TKey>(this DbSet<T> rows, Expression<Func<T, TKey>> by, IEnumerable<TKey> keys)
        where T : class where TKey : notnull => Select(rows, by, null, Values(keys.Distinct()), locked: true);

    private static IQueryable<T> Select<T, TKey>(
        DbSet<T> rows, Expression<Func<T, TKey>> by, MemberExpression? at, IEnumerable<object?[]> values, bool locked)
        where T : class where TKey : notnull
    {
        if (by.Body is not NewExpression { Members: { } members })
            throw new ArgumentException("It names columns as in x => new { x.Facility, x.Clave }.", nameof(by));
        var columns = members.Select(x => rows.EntityType.FindProperty(x.Name)!).ToList();
        var range = at is null ? null : rows.EntityType.FindProperty(at.Member.Name);
        var database = rows.GetService<ICurrentDbContext>().Context.Database;
        var sql = database.IsNpgsql() ? Postgres(rows.EntityType, columns, range, locked)
            : database.IsSqlServer() ? SqlServer(rows.EntityType, columns, range, locked)
            : Sqlite(rows.EntityType, columns, range);
        var given = values.ToList();
        return database.IsNpgsql() ? rows.FromSqlRaw(sql, Json(given), given.Count) : rows.FromSqlRaw(sql, Json(given));
    }

    private static IEnumerable<object?[]> Values<TKey>(IEnumerable<TKey> keys) where TKey : notnull
    {
        var members = typeof(TKey).GetProperties();
        return keys.Select(key => members.Select(x => x.GetValue(key)).ToArray());
    }

    // PostgreSQL takes a set out of JSON for 100 rows, whatever is in it, and reads a whole table rather than its index as often. The limit
    // tells it how many there are.
    private static string Postgres(IEntityType type, List<IProperty> key, IProperty? range, bool locked) => $"""
        SELECT {Columns(type, '"', '"')} FROM (SELECT * FROM jsonb_to_recordset({"{0}"}::jsonb) AS g({string.Join(", ",
            Given(key, range).Select((x, i) => $"c{i} {x.GetColumnType()}"))}) LIMIT {"{1}"}) AS k
        JOIN "{type.GetTableName()}" AS t ON {On(key, range, '"', '"', i => $"k.c{i}")}
        {(locked ? $"ORDER BY {string.Join(", ", key.Select(Ordinal))} FOR UPDATE OF t" : "")}
        """;

    // As the code compares texts, whatever the collation of the database.
    private static string Ordinal(IProperty x) => $"t.\"{x.GetColumnName()}\"{(x.ClrType == typeof(string) ? " COLLATE \"C\"" : "")}";

    // The keys come in their order; with FORCE ORDER and a loop the rows are locked in it.
    private static string SqlServer(IEntityType type, List<IProperty> key, IProperty? range, bool locked) => $"""
        SELECT {Columns(type, '[', ']')} FROM OPENJSON({"{0}"}) WITH ({string.Join(", ", Given(key, range).Select((x, i) =>
            $"c{i} {x.GetColumnType()} '$.c{i}'"))}) AS k
        JOIN [{type.GetTableName()}] AS t {(locked ? "WITH (UPDLOCK, ROWLOCK)" : "")} ON {On(key, range, '[', ']', i => $"k.c{i}")}
        {(locked ? "OPTION (LOOP JOIN, FORCE ORDER)" : "")}
        """;

    private static string Sqlite(IEntityType type, List<IProperty> key, IProperty? range) => $"""
        SELECT {Columns(type, '"', '"')} FROM json_each({"{0}"}) AS k
        CROSS JOIN "{type.GetTableName()}" AS t ON {On(key, range, '"', '"', i => $"k.value ->> 'c{i}'")}
        """;

    private static string Columns(IEntityType type, char open, char close) =>
        string.Join(", ", type.GetProperties().Select(x => $"t.{open}{x.GetColumnName()}{close}"));

    /// <summary>Columns of the key, and two bounds of the range.</summary>
    private static List<IProperty> Given(List<IProperty> key, IProperty? range) => range is null ? key : [.. key, range, range];

    private static string On(List<IProperty> key, IProperty? range, char open, char close, Func<int, string> given)
    {
        var equal = key.Select((x, i) => $"{Column(x)} = {given(i)}");
        return string.Join(" AND ", range is null ? equal
            : equal.Append($"{Column(range)} > {given(key.Count)} AND {Column(range)} <= {given(key.Count + 1)}"));

        string Column(IProperty x) => $"t.{open}{x.GetColumnName()}{close}";
    }

    /// <summary>In the order of the keys: <c>[{"c0":"HGIMB000011","c1":"010.000.0104.00"}]</c>.</summary>
    private static string Json(IEnumerable<object?[]> keys)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var key in keys.Order(KeyOrder))
            {
                json.WriteStartObject();
                for (var i = 0; i < key.Length; i++)
                    Write(json, $"c{i}", key[i]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static readonly Comparer<object?[]> KeyOrder = Comparer<object?[]>.Create((a, b) =>
    {
        for (var i = 0; i < a.Length; i++)
        {
            var order = (a[i], b[i]) is (string x, string y) ? string.CompareOrdinal(x, y) : Comparer<object?>.Default.Compare(a[i], b[i]);
            if (order != 0)
                return order;
        }
        return 0;
    });

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case Enum constant: json.WriteString(name, constant.ToString()); break; // stored by its name
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case DateOnly date: json.WriteString(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            default: throw new ArgumentException(
                $"A key is of texts, constants, whole numbers and dates, not of {value?.GetType().Name ?? "null"}.");
        }
    }
}
