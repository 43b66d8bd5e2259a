namespace Supply.Inventory.Domain;

/// <summary>
/// The book of a pair after all facts until an instant, those of the instant included. A replay may begin there instead of at the
/// beginning; it is never anything but a shortcut.
/// </summary>
public sealed record Checkpoint(DateTimeOffset At, BookState State);
