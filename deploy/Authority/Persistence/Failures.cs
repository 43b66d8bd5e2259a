using System.ComponentModel.DataAnnotations;

namespace Supply.Authority.Persistence;

/// <summary>Wrong passwords and codes in a row, of a name or from an address.</summary>
public sealed class Failures
{
    /// <summary>
    /// <c>address:192.0.2.7</c>, or <c>name:</c> and the SHA-256 of what was typed, which may have been a password.
    /// </summary>
    [MaxLength(80)] public required string Key { get; init; }

    public int Count { get; set; }
    public DateTimeOffset LastAt { get; set; }
}
