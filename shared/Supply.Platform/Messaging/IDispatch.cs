namespace Supply.Platform.Messaging;

/// <summary>Where claimed rows go: to the handlers of this process, or to a broker.</summary>
public interface IDispatch
{
    Task<Dispatched> Deliver(IReadOnlyList<OutboxRow> rows, CancellationToken ct);
}
