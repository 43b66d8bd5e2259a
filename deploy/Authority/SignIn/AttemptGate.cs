namespace Supply.Authority.SignIn;

/// <summary>Attempts are counted one after the other: of many at the same time none is let through uncounted.</summary>
internal sealed class AttemptGate
{
    public SemaphoreSlim Turn { get; } = new(1);
}
