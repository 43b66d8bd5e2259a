using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supply.Inventory.Tests;

/// <summary>Counts statements, and rows of a kind that are read as objects.</summary>
internal sealed class DatabaseReads<TRow> : DbCommandInterceptor, IMaterializationInterceptor
{
    private int statements;
    private int rows;

    public int Statements => Volatile.Read(ref statements);
    public int Rows => Volatile.Read(ref rows);

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (entity is TRow)
            Interlocked.Increment(ref rows);
        return entity;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref statements);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref statements);
        return ValueTask.FromResult(result);
    }
}
