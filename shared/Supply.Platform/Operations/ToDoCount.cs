namespace Supply.Platform.Operations;

/// <param name="Kind">What waits for the caller: <c>orders-to-approve</c>.</param>
public sealed record ToDoCount(string Kind, long Count);
