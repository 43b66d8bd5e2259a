using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

public sealed class MonthlyDemand
{
    public required string Period { get; init; }
    [MaxLength(40)] public required string Buyer { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>The first day of the period.</summary>
    public required DateOnly BeginsOn { get; init; }

    /// <summary>Pieces a month, 4 places.</summary>
    public required decimal Monthly { get; init; }
}
