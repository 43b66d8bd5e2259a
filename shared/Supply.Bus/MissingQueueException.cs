namespace Supply.Bus;

/// <summary>
/// A subscriber's queue is not there: what was sent reached the others only. It is made, and the messages are sent again to all.
/// </summary>
internal sealed class MissingQueueException(string type) : Exception($"A queue of a subscriber to {type} was taken away.");
