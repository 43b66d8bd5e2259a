using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Jobs;

/// <summary>
/// A run of a job that did something, took long, failed, ended otherwise than the one before, or was asked for by a person.
/// </summary>
public sealed class JobRunRow
{
    public required Guid Id { get; init; }
    [MaxLength(60)] public required string Job { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs, and for a run that was lost: nobody knows when.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>
    /// <c>running</c>, <c>done</c>, <c>failed</c>, <c>stopped</c> (its process was told to stop; another copy goes on) or <c>lost</c>
    /// (its process died).
    /// </summary>
    [MaxLength(10)] public required string Status { get; set; }

    public long Items { get; set; }

    /// <summary>How many items the run could not do and set aside; which ones, the rows of <see cref="SetAsideRow"/> say.</summary>
    public long SetAside { get; set; }

    [MaxLength(1000)] public string? Note { get; set; }

    /// <summary>
    /// Who asked for it and the copy that ran it: <c>schedule@inventory-2</c>; <c>recovery</c> goes on with a run whose copy died.
    /// </summary>
    public required string By { get; init; }
}
