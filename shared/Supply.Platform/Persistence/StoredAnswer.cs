using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Persistence;

/// <summary>The answer that the first request with this id got. Repeating the request gives it again.</summary>
public sealed class StoredAnswer
{
    public required Guid Id { get; init; }
    [MaxLength(40)] public required string Kind { get; init; }
    [MaxLength(32)] public required byte[] Fingerprint { get; init; }
    public required byte[] Body { get; init; }
    public required DateTimeOffset At { get; init; }
}
