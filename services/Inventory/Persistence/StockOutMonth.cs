using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Inventory;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>The last published stock-out days of a pair's month.</summary>
public sealed class StockOutMonth
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary><c>2026-10</c>.</summary>
    [MaxLength(7)] public required string Month { get; init; }

    public int Version { get; set; }

    /// <summary>Bit n-1 is day n.</summary>
    public int Days { get; set; }

    public bool ClosedEmpty { get; set; }

    public StockOutDays Told => new(Month, Days, ClosedEmpty);

    public StockOutDaysChanged ToFact(DateOnly? knownFrom, DateTimeOffset now, DateOnly today) =>
        new(
            Facility, Clave, Month, Version, now, now, today, [.. Enumerable.Range(1, 31).Where(x => (Days & 1 << (x - 1)) != 0)],
            ClosedEmpty, knownFrom);
}
