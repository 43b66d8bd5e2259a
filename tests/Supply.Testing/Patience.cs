namespace Supply.Testing;

/// <summary>
/// How long a test waits for what must come: so long that only what never comes is missed, on a machine however busy. What must be fast is
/// held against something else that the same machine has just done, never against a time.
/// </summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Ends after <see cref="Limit"/>.</summary>
    public static CancellationToken Token => new CancellationTokenSource(Limit, TimeProvider.System).Token;
}
