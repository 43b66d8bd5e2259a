using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>A buyer's part of an award, in pieces.</summary>
public sealed class AwardBuyer
{
    public required Guid AwardId { get; init; }
    [MaxLength(40)] public required string Buyer { get; init; }

    /// <summary>The bounds change by an amendment, <see cref="Committed"/> with the orders: both by conditional updates only.</summary>
    public required long MinPieces { get; init; }

    public required long MaxPieces { get; init; }

    /// <summary>Ordered less cancelled and closed short.</summary>
    public long Committed { get; init; }
}
