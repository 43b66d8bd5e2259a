using System.ComponentModel.DataAnnotations;
using Supply.Authority.Domain;

namespace Supply.Authority.Persistence;

/// <summary>A person who can sign in. Accounts are locked, never deleted: the audit names them.</summary>
public sealed class Account
{
    public required Guid Id { get; init; }

    /// <summary>Lower case, unique, for good: the subject of the person's tokens.</summary>
    [MaxLength(60)] public required string UserName { get; init; }

    [MaxLength(120)] public required string Name { get; set; }

    /// <summary>Null: not set yet by the one-time link.</summary>
    [MaxLength(200)] public string? PasswordHash { get; set; }

    /// <summary>May change accounts; only with the role of an operator.</summary>
    public bool Administrator { get; set; }

    /// <summary>By an administrator, or after too many failures in a row.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Of the one-time codes, sealed with the key of the data folder; null: no second factor.</summary>
    [MaxLength(400)] public string? SecondFactorKey { get; set; }

    /// <summary>Thirty seconds since 1970 of the last code that was taken: no code is taken twice.</summary>
    [ConcurrencyCheck] public long LastCodeStep { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSignInAt { get; set; }
    [ConcurrencyCheck] public int Version { get; set; } = 1;

    public List<AccountRole> Roles { get; init; } = [];
    public List<RecoveryCode> RecoveryCodes { get; init; } = [];

    public bool NeedsSecondFactor => Roles.Exists(x => SecondFactor.IsNeededBy(x.Role));
}
