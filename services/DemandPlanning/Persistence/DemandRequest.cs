using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>What one state or hospital asks for, as a whole.</summary>
public sealed class DemandRequest
{
    [MaxLength(20)] public required string Period { get; init; }
    public required int Edition { get; init; }
    [MaxLength(40)] public required string Buyer { get; init; }
    public int Version { get; set; }
    [MaxLength(32)] public byte[] Fingerprint { get; set; } = [];
}
