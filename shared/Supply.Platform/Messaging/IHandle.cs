namespace Supply.Platform.Messaging;

/// <summary>
/// One message in, changes to the service's context out. No save, no transaction, no bus: the executor commits all of it or nothing.
/// </summary>
public interface IHandle<in TMessage>
{
    Task Handle(TMessage message, CancellationToken ct);
}
