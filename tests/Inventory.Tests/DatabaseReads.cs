using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supply.Inventory.Tests;

/// <summary>Counts queries, and rows of a kind that are read as objects.</summary>
internal sealed class DatabaseReads<TRow> : DbCommandInterceptor, IMaterializationInterceptor
{
    private int queries;
    private int rows;

    /// <summary>Without what is saved, of which some databases take many rows with one statement.</summary>
    public int Queries => Volatile.Read(ref queries);
    public int Rows => Volatile.Read(ref rows);

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (entity is TRow)
            Interlocked.Increment(ref rows);
        return entity;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            Interlocked.Increment(ref queries);
        return ValueTask.FromResult(result);
    }
}
