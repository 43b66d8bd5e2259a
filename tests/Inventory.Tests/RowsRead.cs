using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supply.Inventory.Tests;

/// <summary>Counts the rows of a kind that are read as objects.</summary>
internal sealed class RowsRead<TRow> : IMaterializationInterceptor
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (entity is TRow)
            Interlocked.Increment(ref count);
        return entity;
    }
}
