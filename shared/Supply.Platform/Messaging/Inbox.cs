namespace Supply.Platform.Messaging;

/// <summary>What a handler's transaction does with the inbox.</summary>
internal enum Inbox
{
    /// <summary>What was taken before is passed over, what is taken now is entered.</summary>
    Kept,

    /// <summary>As <see cref="Kept"/>; the message is parked, and no longer once it is taken.</summary>
    Replayed,

    /// <summary>For a feed: what was parked or given up is passed over; versions tell what was taken before.</summary>
    Read,
}
