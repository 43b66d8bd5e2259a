using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

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
