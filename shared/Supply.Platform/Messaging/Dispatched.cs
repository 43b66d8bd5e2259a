namespace Supply.Platform.Messaging;

/// <param name="Done">Delivered: the rows are deleted.</param>
/// <param name="Retry">A handler failed: tried again after a back-off.</param>
/// <remarks>A row in neither could not be delivered for a fault of the machine; it stays, and no attempt is counted.</remarks>
public sealed record Dispatched(IReadOnlyCollection<Guid> Done, IReadOnlyCollection<Guid> Retry);
