using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Persistence;

/// <summary>Who did what; the database refuses to change or delete it.</summary>
public sealed class AuditRow
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>UTC date of <see cref="At"/>: the unit that is sealed.</summary>
    public required DateOnly Day { get; init; }

    public required string Subject { get; init; }
    [MaxLength(32)] public required string Role { get; init; }
    [MaxLength(60)] public required string Action { get; init; }
    [MaxLength(100)] public required string Document { get; init; }
    [MaxLength(1000)] public string? Detail { get; init; }
    public Guid CorrelationId { get; init; }
}
