using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Supply.Platform.Persistence;

// What an exception of a database says of who is at fault. SQL Server's numbers:
// https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
public sealed partial record Database
{
    // Thrown by our own statement for what sp_getapplock returns: -1 not in time, -3 chosen as a deadlock's victim, the rest a wrong call.
    private const int LockTimedOut = 51222;
    private const int LockDeadlock = 51205;
    private const int LockRefused = 51999;

    /// <summary>Two writers met: the loser tries again with what the winner left.</summary>
    public static bool IsContention(Exception e) => Causes(e).Any(x => x switch
    {
        DbUpdateConcurrencyException => true,
        SqliteException { SqliteErrorCode: 5 or 6 } => true,                       // busy, locked
        PostgresException { SqlState: "40001" or "40P01" or "55P03" } => true,     // serialisation, deadlock, lock not available
        SqlException { Number: 1205 or 1222 or 3960 or LockTimedOut or LockDeadlock } => true, // deadlock, lock time-out, snapshot conflict
        _ => false,
    });

    /// <summary>The part of contention that is over: trying again at once meets what the winner left.</summary>
    public static bool IsLostRace(Exception e) => IsUniqueViolation(e) || Causes(e).Any(x => x switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException { SqlState: "40001" or "40P01" } => true,
        SqlException { Number: 1205 or 3960 or LockDeadlock } => true,
        _ => false,
    });

    public static bool IsUniqueViolation(Exception e) => Causes(e).Any(x => x switch
    {
        SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } => true, // primary key, unique
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqlException { Number: 2601 or 2627 } => true,
        _ => false,
    });

    /// <summary>
    /// The machine, not the message, is at fault: connection, time-out, disk, broker. It says nothing about what was being done.
    /// </summary>
    public static bool IsInfrastructure(Exception e) => e is StoreBusyException || IsContention(e) || Causes(e).Any(x => x switch
    {
        // memory, read-only, I/O, corrupt, full, cannot open, not authorised, no database
        SqliteException { SqliteErrorCode: 7 or 8 or 10 or 11 or 13 or 14 or 23 or 26 } => true,
        PostgresException p => p.IsTransient || IsState(p.SqlState),
        NpgsqlException => true, // everything that is not the server's own answer
        SqlException sql => IsState(sql),
        InvalidOperationException { Source: "Microsoft.Data.SqlClient" } => true, // its pool is exhausted, or the connection it had is gone
        SocketException or IOException or TimeoutException or OperationCanceledException => true,
        _ => false,
    }) && !Causes(e).Any(x => x is TimeZoneNotFoundException); // has an IOException inside, but it is the fact that names no zone

    /// <summary>
    /// The statement took longer than its limit: the one fault of the machine that a message can cause each time by itself. Whoever
    /// meets it asks the database something small before blaming the message.
    /// </summary>
    public static bool IsTimeout(Exception e) => e is not StoreBusyException && !IsContention(e) && (Causes(e).Select(x => x switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.QueryCanceled,
        // it has one more
        NpgsqlException npgsql => npgsql.InnerException is TimeoutException && !npgsql.Message.Contains("pool", StringComparison.Ordinal),
        SqlException sql => sql.Number == -2,
        TimeoutException or OperationCanceledException => true,
        _ => (bool?)null,
    }).FirstOrDefault(x => x is not null) ?? false);

    // Also: a password that is being changed, a standby, a schema that is not migrated yet.
    private static bool IsState(string state) =>
        state[..2] is "08" or "28" or "53" or "57" or "58" || state is "3D000" or "25006" or "42P01" or "42703";

    // SqlClient on Linux reports a connection that ended as number 0 of class 20 (dotnet/SqlClient#2103), and a statement that was
    // cancelled as number 0 of class 11 (dotnet/SqlClient#26). Classes 17 to 19 are missing resources, 20 and more end the connection.
    private static bool IsState(SqlException e) => e.Class >= 17 || e.Number is 0
        // network, time-out, login not in time
        or -2 or -1 or 2 or 19 or 20 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 11001 or 17197
        // no database, script upgrade, login, limits
        or 4060 or 18401 or 18456 or 10928 or 10929 or 40197 or 40501 or 40613
        // session killed; recovering, restoring, offline, replica
        or 596 or 921 or 922 or 926 or 927 or 942 or 945 or 952 or 976 or 978 or 979 or 982 or 983 or 3906
        or 701 or 823 or 824 or 1105 or 1203 or 1204 or 8645 or 8651 or 9001 or 9002            // memory, disk, locks, log
        or 6005 or 17142 or 207 or 208;                                                          // stopping; not migrated yet

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
