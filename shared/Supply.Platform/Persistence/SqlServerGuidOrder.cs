using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Supply.Platform.Persistence;

/// <summary>
/// SQL Server compares a uniqueidentifier by its last six bytes first, then the two before them, and so on; ids of version 7 have
/// their time in the first six. Stored with their bytes in the order in which SQL Server looks at them, later ids are greater there as
/// everywhere: inserts land at the end of a table, and lists in order of id are in order of time.
/// https://learn.microsoft.com/sql/connect/ado-net/sql/compare-guid-uniqueidentifier-values
/// </summary>
public sealed class SqlServerGuidOrder() : ValueConverter<Guid, Guid>(id => ToStored(id), stored => FromStored(stored))
{
    // The stored value's bytes as .NET and the wire have them, most significant for SQL Server first.
    private static ReadOnlySpan<byte> Significance => [10, 11, 12, 13, 14, 15, 8, 9, 6, 7, 4, 5, 0, 1, 2, 3];

    public static Guid ToStored(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16], stored = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        for (var i = 0; i < 16; i++)
            stored[Significance[i]] = bytes[i];
        return new Guid(stored);
    }

    public static Guid FromStored(Guid stored)
    {
        Span<byte> bytes = stackalloc byte[16], id = stackalloc byte[16];
        stored.TryWriteBytes(bytes);
        for (var i = 0; i < 16; i++)
            id[i] = bytes[Significance[i]];
        return new Guid(id, bigEndian: true);
    }
}
