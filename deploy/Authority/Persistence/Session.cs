namespace Supply.Authority.Persistence;

/// <summary>A person signed in on one browser. Codes and refresh tokens belong to a session and are worth nothing after its end.</summary>
public sealed class Session
{
    /// <summary>From the sign-in; then the person signs in anew.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Begun with a one-time code.</summary>
    public required bool SecondFactor { get; init; }
}
