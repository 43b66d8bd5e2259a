namespace Supply.Platform.Messaging;

/// <summary>
/// A handler that loads the rows of all messages of its group with one query, before it is given them one by one. It promises
/// to work on these and on what it adds, and to read nothing else that another message of the group could have written: the
/// group is saved at once, not after each message. A query and a save for each message are most of what a handler costs.
/// </summary>
public interface IHandleGroup<in TMessage> : IHandle<TMessage>
{
    /// <param name="group">Those that have not been handled before; one that is tried again comes alone.</param>
    Task Load(IReadOnlyList<TMessage> group, CancellationToken ct);

    /// <summary>After the last message that was handled, before what is tracked is saved: what is better done once than for each.</summary>
    Task Complete(CancellationToken ct) => Task.CompletedTask;
}
