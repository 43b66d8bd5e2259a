using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>The newest version of a buyer's published demand for a period.</summary>
public sealed class ApprovedPeriod
{
    public required string Period { get; init; }
    [MaxLength(40)] public required string Buyer { get; init; }
    public int Version { get; set; }
}
