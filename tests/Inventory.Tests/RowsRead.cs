using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supply.Inventory.Tests;

/// <summary>Counts the rows that are read by statements that name the table.</summary>
internal sealed class RowsRead(string table) : DbCommandInterceptor
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public override InterceptionResult DataReaderDisposing(
        DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (command.CommandText.Contains($"\"{table}\"", StringComparison.Ordinal))
            Interlocked.Add(ref count, eventData.ReadCount);
        return result;
    }
}
