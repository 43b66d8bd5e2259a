namespace Supply.Platform.Messaging;

/// <summary>
/// A handler throws it for a message whose content cannot be true, now or later: a date outside all bounds, a negative count.
/// The message is parked at once, with this text as the reason, and those behind it go on.
/// </summary>
public sealed class ImpossibleFactException(string reason) : Exception(reason);
