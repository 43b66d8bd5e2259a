using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>What a facility has of a clave and what is on its way, as Inventory last told.</summary>
public sealed class StockPosition
{
    /// <summary>The code under which it was heard; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }
    [MaxLength(15)] public required string Clave { get; init; }
    public int Version { get; set; }
    public long Usable { get; set; }
    public long InTransit { get; set; }
    public DateOnly? KnownFrom { get; set; }
}
