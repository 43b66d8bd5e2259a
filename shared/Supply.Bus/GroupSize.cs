namespace Supply.Bus;

/// <summary>
/// How many messages share the next transaction: 1 to 64. A group that took more than half a second is followed by one of half its
/// size, a full one that was faster by one of twice its size.
/// </summary>
public sealed class GroupSize
{
    private const int Largest = 64;
    private static readonly TimeSpan tooLong = TimeSpan.FromMilliseconds(500);

    /// <summary>Few at first: the first messages of a process take longest, because their code is not compiled yet.</summary>
    public int Limit { get; private set; } = 4;

    /// <param name="messages">How many the last group had, at most <see cref="Limit"/>.</param>
    /// <param name="time">What its transaction took.</param>
    public void Took(int messages, TimeSpan time)
    {
        if (time > tooLong)
            Limit = Math.Max(1, messages / 2);
        else if (messages == Limit)
            Limit = Math.Min(Largest, Limit * 2);
    }
}
