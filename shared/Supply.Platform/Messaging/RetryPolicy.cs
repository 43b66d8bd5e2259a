namespace Supply.Platform.Messaging;

/// <summary>Attempts before parking, and the pauses between them.</summary>
public sealed record RetryPolicy(int Attempts, TimeSpan FirstPause)
{
    public static readonly RetryPolicy Default = new(5, TimeSpan.FromMilliseconds(200));

    /// <summary>Doubles with each attempt, at most 30 s.</summary>
    public TimeSpan PauseAfter(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(30_000, FirstPause.TotalMilliseconds * Math.Pow(2, attempt - 1)));
}
