using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>
/// A row for every lot that was recalled or came unusable. Who tells of a recall and who tells of such a delivery take it first, so
/// that neither misses the other.
/// </summary>
public sealed class LotTurn
{
    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public long Taken { get; init; }
}
