using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Tests;

/// <summary>Who is at fault by what the drivers throw. SQL Server's exceptions are made by hand, as they were measured or are
/// documented.</summary>
public sealed class DatabaseErrorTests
{
    [Theory]
    [InlineData(0, 20)]  // a connection that ended, on Linux: in the middle of an answer, of a handshake, before a commit
    [InlineData(0, 11)]  // a statement that was cancelled
    [InlineData(-2, 11)] // a statement or a connection that took too long
    [InlineData(53, 20)]
    [InlineData(10054, 20)]
    [InlineData(121, 20)]
    [InlineData(258, 16)]
    [InlineData(17197, 16)]
    [InlineData(596, 21)]
    [InlineData(823, 24)]
    [InlineData(9001, 21)]
    [InlineData(921, 14)]
    [InlineData(922, 14)]
    [InlineData(926, 14)]
    [InlineData(927, 14)]
    [InlineData(942, 14)]
    [InlineData(945, 14)]
    [InlineData(952, 16)]
    [InlineData(976, 14)]
    [InlineData(978, 14)]
    [InlineData(979, 14)]
    [InlineData(982, 14)]
    [InlineData(983, 14)]
    [InlineData(1203, 20)]
    [InlineData(1204, 19)]
    [InlineData(8645, 17)]
    [InlineData(8651, 17)]
    [InlineData(701, 17)]
    [InlineData(1105, 17)]
    [InlineData(4060, 11)]
    [InlineData(18401, 14)]
    [InlineData(18456, 14)]
    [InlineData(3906, 16)]
    [InlineData(50001, 17)] // any number: class 17 and above are resources and fatal errors
    public void What_says_come_back_later_is_the_machines_fault_and_never_the_messages(int number, byte severity)
    {
        var e = SqlErrors.Of(number, severity);
        Assert.True(Database.IsInfrastructure(e));
        Assert.True(Database.IsInfrastructure(new DbUpdateException("could not save", e)));
        Assert.True(Verdict.Of(e).Unavailable);
        Assert.False(Database.IsLostRace(e));
        Assert.False(Database.IsContention(e));
    }

    [Theory]
    [InlineData(1205, 13, true)]   // a deadlock's victim
    [InlineData(3960, 16, true)]   // a snapshot conflict
    [InlineData(51205, 16, true)]  // a deadlock's victim over a named lock: sp_getapplock returned -3
    [InlineData(1222, 16, false)]  // a lock not had in time
    [InlineData(51222, 16, false)] // a named lock not had in time: sp_getapplock returned -1
    public void A_lock_that_is_lost_is_tried_again_and_one_that_was_a_deadlock_at_once(int number, byte severity, bool atOnce)
    {
        var e = SqlErrors.Of(number, severity);
        Assert.True(Database.IsContention(e));
        Assert.Equal(atOnce, Database.IsLostRace(e));
        Assert.True(Verdict.Of(e).Unavailable);
    }

    [Theory]
    [InlineData(51999, 16)] // sp_getapplock returned -999: a wrong call
    [InlineData(547, 16)]   // a foreign key
    [InlineData(515, 16)]   // a null
    [InlineData(8152, 16)]  // a text too long
    [InlineData(102, 15)]   // not SQL
    [InlineData(51000, 16)] // an append-only table
    public void What_stays_wrong_is_not_tried_again_for_ever(int number, byte severity)
    {
        var e = SqlErrors.Of(number, severity);
        Assert.False(Database.IsInfrastructure(e));
        Assert.False(Verdict.Of(e).Unavailable);
    }

    [Theory]
    [InlineData(2601)]
    [InlineData(2627)]
    public void A_key_that_another_took_is_a_lost_race(int number)
    {
        Assert.True(Database.IsUniqueViolation(SqlErrors.Of(number, 14)));
        Assert.True(Database.IsLostRace(SqlErrors.Of(number, 14)));
    }

    [Fact]
    public void An_exhausted_pool_is_the_machines_fault()
    {
        var e = new InvalidOperationException("Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.") { Source = "Microsoft.Data.SqlClient" };
        Assert.True(Database.IsInfrastructure(e));
        Assert.True(Database.IsInfrastructure(new InvalidOperationException("EF", e)));
        Assert.False(Database.IsTimeout(e));
        Assert.False(Database.IsInfrastructure(new InvalidOperationException("a mistake of ours")));
    }

    [Fact]
    public void A_statement_that_took_too_long_can_be_told_from_other_faults_of_the_machine()
    {
        Assert.True(Database.IsTimeout(SqlErrors.Of(-2, 11)));
        Assert.True(Database.IsTimeout(new NpgsqlException("Exception while reading from stream", new TimeoutException())));
        Assert.True(Database.IsTimeout(new InvalidOperationException("likely transient",
            new NpgsqlException("reading", new TimeoutException()))));
        Assert.True(Database.IsTimeout(new PostgresException("canceling statement due to statement timeout", "ERROR", "ERROR", "57014")));
        Assert.True(Database.IsTimeout(new TimeoutException()));
        Assert.False(Database.IsTimeout(new NpgsqlException("The connection pool has been exhausted", new TimeoutException())));
        Assert.False(Database.IsTimeout(new NpgsqlException("Failed to connect", new SocketException())));
        Assert.False(Database.IsTimeout(new PostgresException("lock not available", "ERROR", "ERROR", "55P03")));
        Assert.False(Database.IsTimeout(SqlErrors.Of(0, 20)));
        Assert.False(Database.IsTimeout(SqlErrors.Of(1222, 16)));
        Assert.False(Database.IsTimeout(new StoreBusyException("busy", new TimeoutException())));
    }

    [Fact]
    public void SqlServers_pool_asks_the_server_each_time_unless_the_connection_says_otherwise()
    {
        var database = new Database(DatabaseProvider.SqlServer, "Server=db;Database=supply_{service};User Id=u;Password=p");
        var given = new SqlConnectionStringBuilder(database.ConnectionString("demand-planning"));
        Assert.Equal(("supply_demand_planning", PoolBlockingPeriod.NeverBlock), (given.InitialCatalog, given.PoolBlockingPeriod));
        var other = database with { Location = database.Location + ";Pool Blocking Period=AlwaysBlock" };
        Assert.Equal(PoolBlockingPeriod.AlwaysBlock, new SqlConnectionStringBuilder(other.ConnectionString("catalog")).PoolBlockingPeriod);
    }

    [Fact]
    public void A_zone_that_the_machine_does_not_know_is_the_facts_fault()
    {
        var e = Assert.ThrowsAny<Exception>(() => Zones.DateAt(DateTimeOffset.UnixEpoch, "America/Nowhere"));
        Assert.False(Database.IsInfrastructure(e));
    }
}
