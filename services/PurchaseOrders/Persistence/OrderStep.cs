using System.ComponentModel.DataAnnotations;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>A change of status, with who and why.</summary>
public sealed class OrderStep
{
    public required Guid OrderId { get; init; }

    /// <summary>The order's version that the change made.</summary>
    public required int Version { get; init; }

    public required OrderStatus Status { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    [MaxLength(32)] public required string Role { get; init; }
    [MaxLength(500)] public string? Reason { get; init; }
}
