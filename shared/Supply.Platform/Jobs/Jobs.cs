using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Jobs;

/// <summary>Work on a schedule. Idempotent: a repeated run gives the same rows. It finds by itself what earlier runs missed.</summary>
public interface ISupplyJob
{
    Task Run(JobProgress progress, CancellationToken ct);
}

/// <summary>What a run has done so far, for people who look.</summary>
public sealed class JobProgress
{
    public long Items { get; private set; }
    public string? Note { get; private set; }

    public void Did(long items, string? note = null)
    {
        Items += items;
        Note = note ?? Note;
    }
}

/// <summary>A run of a job that did something, took long, failed, or was asked for by a person.</summary>
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
    [MaxLength(1000)] public string? Note { get; set; }

    /// <summary>Who asked for it and the copy that ran it: <c>schedule@inventory-2</c>; <c>recovery</c> goes on with a run whose copy died.</summary>
    public required string By { get; init; }
}

/// <param name="Name">Kebab case, unique in its service.</param>
/// <param name="Cron">Quartz's form with seconds, UTC.</param>
/// <param name="AtStart">Also once when the schedule is new, so that closes missed before are caught up; in the embedded mode it is new at each start.</param>
public sealed record ScheduledJob(string Service, string Name, string Cron, bool AtStart, Type Type, JobRunner Runner);
