using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Jobs;

/// <summary>An item that a job could not do, and without which it went on. The row goes when a later run does the item.</summary>
public sealed class SetAsideRow
{
    [MaxLength(60)] public required string Job { get; init; }
    public required string Item { get; init; }

    /// <summary>Of the last time: kind and text of the exception.</summary>
    [MaxLength(500)] public required string Error { get; set; }

    public required DateTimeOffset FirstAt { get; init; }
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>In how many runs it failed.</summary>
    public long Times { get; set; }
}
