using System.ComponentModel.DataAnnotations;

namespace Supply.Authority.Persistence;

/// <summary>Stands in once for a code of the device that is lost; the row goes with its use.</summary>
public sealed class RecoveryCode
{
    public Guid AccountId { get; init; }

    /// <summary>SHA-256 of the code's letters and digits.</summary>
    [MaxLength(64)] public required string Hash { get; init; }
}
