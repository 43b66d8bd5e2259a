using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Messaging;

/// <summary>This handler is done with this message. Kept 30 days, and longer than any parked message.</summary>
public sealed class InboxRow
{
    public required Guid MessageId { get; init; }
    [MaxLength(100)] public required string Handler { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary><c>done</c> or <c>discarded</c>.</summary>
    [MaxLength(10)] public required string Outcome { get; init; }
}
