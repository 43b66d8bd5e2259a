using System.ComponentModel.DataAnnotations;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Persistence;

public sealed class OrderLine
{
    public required Guid OrderId { get; init; }
    public required int Line { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    public Guid? Award { get; init; }
    public required int Ordered { get; init; }
    public int Shipped { get; set; }
    public int InTransit { get; set; }
    public int Good { get; set; }
    public int Damaged { get; set; }

    /// <summary>Came intact, but expired or recalled: not usable, so they supply nothing.</summary>
    public int Quarantined { get; set; }

    public int Short { get; set; }
    public int Cancelled { get; set; }
    public int Surplus { get; set; }

    /// <summary>More than the monthly demand covers: only central supply may approve it.</summary>
    public required bool OverCoverage { get; init; }

    /// <summary>The order and cursor of the list of lines by urgency; empty until it is known.</summary>
    [MaxLength(64)] public string PriorityKey { get; set; } = "";

    /// <summary>Months of stock of the clave at the destination; null: unknown.</summary>
    public decimal? PriorityMonths { get; set; }

    public LineQuantities Quantities => new(Ordered, Shipped, InTransit, Good, Damaged, Quarantined, Short, Cancelled, Surplus);

    public void Set(LineQuantities now)
    {
        (Shipped, InTransit, Good, Damaged, Quarantined) = (now.Shipped, now.InTransit, now.Good, now.Damaged, now.Quarantined);
        (Short, Cancelled, Surplus) = (now.Short, now.Cancelled, now.Surplus);
    }
}
