using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>The days of a month on which a pair ended without a usable piece, as Inventory last told.</summary>
public sealed class StockMonth
{
    /// <summary>The code under which it was heard; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>Year * 100 + month.</summary>
    public required int Month { get; init; }

    public int Version { get; set; }

    /// <summary>As bits.</summary>
    public int EmptyDays { get; set; }

    /// <summary>Holds for later months without a row of their own.</summary>
    public bool ClosedEmpty { get; set; }

    public DateOnly? KnownFrom { get; set; }
}
