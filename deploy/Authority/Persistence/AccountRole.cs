using System.ComponentModel.DataAnnotations;

namespace Supply.Authority.Persistence;

/// <summary>A role that a person has at a place; several places, several rows.</summary>
public sealed class AccountRole
{
    public Guid AccountId { get; init; }
    [MaxLength(32)] public required string Role { get; init; }

    /// <summary>A state's or a facility's code; empty: the nation.</summary>
    [MaxLength(11)] public required string Place { get; init; }
}
