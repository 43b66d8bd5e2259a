using System.Data.SqlTypes;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>The order of ids on SQL Server, by the framework's own SqlGuid, which compares as the server does.</summary>
public sealed class SqlServerGuidOrderTests
{
    [Fact]
    public void Any_two_ids_have_the_same_order_on_SQL_Server_as_here()
    {
        var random = new Random(7);
        var bytes = new byte[16];
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(bytes);
            var (one, other) = (new Guid(bytes), Change(bytes, random));
            Assert.Equal(Math.Sign(one.CompareTo(other)), Math.Sign(Stored(one).CompareTo(Stored(other))));
            Assert.Equal(one, SqlServerGuidOrder.FromStored(SqlServerGuidOrder.ToStored(one)));
        }
    }

    [Fact]
    public void Later_ids_are_greater_there_and_were_in_no_order_before()
    {
        var at = new DateTimeOffset(2026, 10, 15, 18, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 10_000).Select(i => Guid.CreateVersion7(at.AddMilliseconds(i))).ToList();
        Assert.Equal(ids, ids.OrderBy(Stored));
        Assert.NotEqual(ids, ids.OrderBy(x => new SqlGuid(x)));
    }

    [Fact]
    public void Every_id_that_is_stored_or_compared_on_SQL_Server_goes_through_the_conversion_and_nowhere_else()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            using var db = Offline(provider);
            var ids = db.Model.GetEntityTypes().SelectMany(x => x.GetProperties())
                .Where(x => (Nullable.GetUnderlyingType(x.ClrType) ?? x.ClrType) == typeof(Guid)).ToList();
            Assert.True(ids.Count > 8);
            Assert.All(ids, x => Assert.Equal(provider == DatabaseProvider.SqlServer, x.GetTypeMapping().Converter is SqlServerGuidOrder));
        }
    }

    [Fact]
    public void Cursors_lists_of_ids_and_comparisons_send_what_is_stored()
    {
        using var db = Offline(DatabaseProvider.SqlServer);
        var (after, another) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        List<Guid> several = [after, another];
        var page = db.AuditTrail.Where(x => x.Id.CompareTo(after) > 0).OrderBy(x => x.Id).Take(10).ToQueryString();
        var some = db.Outbox.Where(x => several.Contains(x.Id)).ToQueryString();
        var one = db.Outbox.Where(x => x.CausationId == another).ToQueryString();
        foreach (var (sql, id) in ((string, Guid)[])[(page, after), (some, after), (some, another), (one, another)])
        {
            Assert.Contains(SqlServerGuidOrder.ToStored(id).ToString(), sql, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(id.ToString(), sql, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("[id] > @after", page, StringComparison.Ordinal);
    }

    private static SqlGuid Stored(Guid id) => new(SqlServerGuidOrder.ToStored(id));

    /// <summary>The same id but for one byte, as often as another altogether.</summary>
    private static Guid Change(byte[] bytes, Random random)
    {
        var changed = (byte[])bytes.Clone();
        if (random.Next(2) == 0)
            random.NextBytes(changed);
        else
            changed[random.Next(16)] = (byte)random.Next(256);
        return new Guid(changed);
    }

    private static AlphaDb Offline(DatabaseProvider provider)
    {
        var options = new DbContextOptionsBuilder<AlphaDb>();
        new Database(provider, provider == DatabaseProvider.SqlServer ? "Server=nowhere" : provider == DatabaseProvider.Postgres
            ? "Host=nowhere" : ".").Configure(options, "alpha");
        return new AlphaDb(options.Options, new Origin(TimeProvider.System));
    }
}
