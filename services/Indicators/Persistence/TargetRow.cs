using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>What an indicator shall reach in a year, as central supply has set it; it goes before what the documents print.</summary>
public sealed class TargetRow
{
    [MaxLength(40)] public required string Indicator { get; init; }
    public required int Year { get; init; }

    /// <summary>Per cent, 2 decimals.</summary>
    public decimal Value { get; set; }

    /// <summary>The document that sets it.</summary>
    [MaxLength(400)] public string Source { get; set; } = "";

    public int Version { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}
