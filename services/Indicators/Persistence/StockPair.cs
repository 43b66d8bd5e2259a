using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>A facility and a clave that it has or had, as Inventory last told.</summary>
public sealed class StockPair
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    public int Version { get; set; }

    /// <summary>Null: it never had any, as far as is known.</summary>
    public DateOnly? KnownFrom { get; set; }

    /// <summary>The day on which it ran out of usable pieces; null: it has some.</summary>
    public DateOnly? EmptyFrom { get; set; }
}
