using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>The last statement that was made of a facility's month.</summary>
public sealed class StockStatement
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(7)] public required string Month { get; init; }
    public int Version { get; set; }

    /// <summary>SHA-256 of what it says; the same is not stated again.</summary>
    [MaxLength(32)] public byte[] Fingerprint { get; set; } = [];
}
