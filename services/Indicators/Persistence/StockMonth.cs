using System.ComponentModel.DataAnnotations;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>The days of a month on which a facility ended without a usable piece of a clave, as Inventory last told.</summary>
public sealed class StockMonth
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary><c>2026-10</c>.</summary>
    [MaxLength(7)] public required string Month { get; init; }

    public int Version { get; set; }

    /// <summary>Bit n-1 is day n.</summary>
    public int Days { get; set; }

    public bool ClosedEmpty { get; set; }

    public ToldStockOut ToTold() => new(Days, ClosedEmpty);
}
