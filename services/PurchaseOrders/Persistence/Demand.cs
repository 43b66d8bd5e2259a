using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>The newest version of a buyer's published demand for a period.</summary>
public sealed class ApprovedPeriod
{
    public required string Period { get; init; }
    [MaxLength(40)] public required string Buyer { get; init; }
    public int Version { get; set; }
}

public sealed class ApprovedCpm
{
    public required string Period { get; init; }
    [MaxLength(40)] public required string Buyer { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>The first day of the period.</summary>
    public required DateOnly BeginsOn { get; init; }

    /// <summary>Pieces a month, 4 places.</summary>
    public required decimal Monthly { get; init; }
}

/// <summary>What a facility has of a clave, as Inventory last said.</summary>
public sealed class Position
{
    /// <summary>The code under which it was heard; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }
    [MaxLength(15)] public required string Clave { get; init; }
    public int Version { get; set; }
    public long Usable { get; set; }
    public long InTransit { get; set; }
}
