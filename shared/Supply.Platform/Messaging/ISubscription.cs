namespace Supply.Platform.Messaging;

/// <summary>One handler of one service for one type of message: what the transports see of it.</summary>
public interface ISubscription
{
    string Service { get; }

    /// <summary><c>inventory-post-prescription</c>: its queue, and its identity in the inbox.</summary>
    string Handler { get; }

    string MessageType { get; }

    /// <summary>Since when the handler waits for its database; null while it works.</summary>
    DateTimeOffset? PausedSince { get; }

    /// <summary>
    /// Each message's effect, inbox row and outgoing rows commit together. One verdict for each message, in order; one that cannot
    /// be (<see cref="ImpossibleFactException"/>) is parked here and done with.
    /// </summary>
    Task<Verdict[]> Run(IReadOnlyList<Envelope> messages, CancellationToken ct);

    /// <summary>
    /// Takes facts of a feed, in groups as <see cref="Run"/> does. Their versions alone keep them from having an effect twice;
    /// there is no inbox row. One that was parked or given up before is passed over.
    /// </summary>
    Task<Verdict[]> Apply(IReadOnlyList<Envelope> facts, CancellationToken ct);

    /// <summary>Puts a message aside, with its error, in a transaction of its own.</summary>
    Task Park(Envelope message, Exception error, int attempts, CancellationToken ct);

    /// <summary>Runs a parked message again under its own id; with its success it is no longer parked.</summary>
    Task<Verdict> Replay(Guid messageId, CancellationToken ct);
}
