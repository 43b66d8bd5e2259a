using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

/// <summary>Runs jobs of one service, one run of a job at a time among all copies, and keeps their progress and outcome.</summary>
public abstract class JobRunner
{
    internal const string BySchedule = "schedule";
    internal const string ByRecovery = "recovery";

    /// <summary>Runs it now, after a run that is under way, and answers when it has ended.</summary>
    /// <param name="by">Who asked for it.</param>
    public abstract Task<JobRunRow> Run(ScheduledJob job, string by, CancellationToken ct);

    /// <summary>Begins a run that goes on by itself until it has ended or the host stops, and writes that into the audit.</summary>
    /// <returns>The run's first row; where the job is running already, here or on another copy, that run's.</returns>
    public abstract Task<JobRunRow> Start(ScheduledJob job, Origin asker, CancellationToken ct);

    /// <returns>Null: it is running already, here or on another copy.</returns>
    internal abstract Task<JobRunRow?> TryRun(ScheduledJob job, string by, CancellationToken ct);

    /// <summary>The last run that left a row; one whose copy has died says <c>lost</c>.</summary>
    public abstract Task<JobRunRow?> Last(string job, CancellationToken ct);

    /// <summary>A run that left a row, as <see cref="Last"/>.</summary>
    public abstract Task<JobRunRow?> Find(string job, Guid run, CancellationToken ct);

    /// <summary>Waits until no copy of the service has the lock of this name.</summary>
    internal abstract Task<IAsyncDisposable> Enter(string name, CancellationToken ct);
}
