using System.ComponentModel.DataAnnotations;

namespace Supply.Authority.Persistence;

/// <summary>Lets who has it set the account's password, once. An account has at most one.</summary>
public sealed class OneTimeLink
{
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of what the link carries.</summary>
    [MaxLength(64)] public required string Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The second factor is to be set up anew: the device is lost.</summary>
    public required bool ResetsSecondFactor { get; init; }
}
