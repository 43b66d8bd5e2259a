using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supply.Platform.Persistence;

/// <summary>
/// A lock that is not had in time is a lost race (1222); SQL Server would wait for ever. It is said at the begin of a
/// transaction and not at each opening of a connection: reads outside one take no locks (READ_COMMITTED_SNAPSHOT), and
/// it would be a round trip for each of them. The server forgets it when the connection goes back to the pool.
/// </summary>
internal sealed class SqlServerLockTimeout : DbTransactionInterceptor
{
    public static readonly SqlServerLockTimeout Each = new();

    public static readonly string Sql = $"SET LOCK_TIMEOUT {(int)Writing.Patience.TotalMilliseconds};";

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        using var command = Command(connection, result);
        command.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection, result);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, Sql);
        return command;
    }
}
