using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Feeds;

/// <summary>How far this database has taken a stream.</summary>
public sealed class FillRow
{
    [MaxLength(40)] public required string Stream { get; init; }

    /// <summary>It is to be taken, from <see cref="After"/> on.</summary>
    public bool Due { get; set; }

    /// <summary>The key of the last fact taken.</summary>
    [MaxLength(300)] public string After { get; set; } = "";

    /// <summary>Facts taken since it fell due.</summary>
    public long Count { get; set; }

    /// <summary>When it was last taken whole; null: never, and what needs it waits.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>When this database, which had nothing of it, was given what the owner had; null: it has heard all of it itself.</summary>
    public DateTimeOffset? FilledAt { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The copy of the service that takes it now, and until when others leave it alone.</summary>
    [MaxLength(40)] public string? ClaimedBy { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>What is in its way, or what is to be known of it.</summary>
    [MaxLength(1000)] public string? Note { get; set; }
}
