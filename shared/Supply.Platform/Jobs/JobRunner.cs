using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;

namespace Supply.Platform.Jobs;

/// <summary>Runs jobs of one service, one run of a job at a time among all copies, and keeps their progress and outcome.</summary>
public abstract class JobRunner
{
    internal const string BySchedule = "schedule";
    internal const string ByRecovery = "recovery";

    /// <param name="by">Who asked for it.</param>
    public abstract Task<JobRunRow> Run(ScheduledJob job, string by, CancellationToken ct);

    /// <returns>Null: it is running already, here or on another copy.</returns>
    internal abstract Task<JobRunRow?> TryRun(ScheduledJob job, string by, CancellationToken ct);

    /// <summary>The last run that left a row; one whose copy has died says <c>lost</c>.</summary>
    public abstract Task<JobRunRow?> Last(string job, CancellationToken ct);

    /// <summary>Waits until no copy of the service has the lock of this name.</summary>
    internal abstract Task<IAsyncDisposable> Enter(string name, CancellationToken ct);
}

public sealed class JobRunner<TDb>(IServiceScopeFactory scopes, Database database, Node node, TimeProvider clock, ILogger<JobRunner<TDb>> log) : JobRunner where TDb : SupplyDb
{
    // Shorter runs leave no row on their way; so often is progress written and the lock asserted.
    private static readonly TimeSpan beat = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, SemaphoreSlim> queues = [];
    private readonly Dictionary<string, long> causesSeen = [];

    public override async Task<JobRunRow> Run(ScheduledJob job, string by, CancellationToken ct)
    {
        await using var held = (await Take(job.Name, wait: true, ct))!;
        return await RunHolding(held, job, by, ct);
    }

    internal override async Task<JobRunRow?> TryRun(ScheduledJob job, string by, CancellationToken ct)
    {
        await using var held = await Take(job.Name, wait: false, ct);
        return held is null ? null : await RunHolding(held, job, by, ct);
    }

    private async Task<JobRunRow> RunHolding(JobLock<TDb> held, ScheduledJob job, string by, CancellationToken ct)
    {
        var before = await Newest(held.Db, job.Name, ct);
        if (before is { Status: "running" })
            await held.Db.Write(() => held.Db.JobRuns.Where(x => x.Id == before.Id).ExecuteUpdateAsync(x => x.SetProperty(run => run.Status, "lost"), ct), ct);
        return await RunOnce(job, by, held, before, ct);
    }

    public override async Task<JobRunRow?> Last(string job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var last = await Newest(scope.ServiceProvider.GetRequiredService<TDb>(), job, ct);
        if (last is not { Status: "running" })
            return last;
        await using var held = await Take(job, wait: false, ct);
        if (held is not null && await Newest(held.Db, job, ct) is { } now && (last = now).Status == "running")
            last.Status = "lost"; // the next run writes it down
        return last;
    }

    internal override async Task<IAsyncDisposable> Enter(string name, CancellationToken ct) => (await Take(name, wait: true, ct))!;

    /// <returns>Null: somebody has it, and the caller does not want to wait.</returns>
    private async Task<JobLock<TDb>?> Take(string name, bool wait, CancellationToken ct)
    {
        var queue = Queue(name); // those of this process come first in, first out
        if (!await queue.WaitAsync(wait ? Timeout.Infinite : 0, ct))
            return null;
        JobLock<TDb>? held = null;
        try
        {
            while ((held = await JobLock<TDb>.TryTake(scopes, database, name, queue, ct)) is null && wait)
                await Task.Delay(pause, clock, ct);
            return held;
        }
        finally
        {
            if (held is null)
                queue.Release();
        }
    }

    private SemaphoreSlim Queue(string name)
    {
        lock (queues)
        {
            if (!queues.TryGetValue(name, out var queue))
                queues[name] = queue = new SemaphoreSlim(1, 1);
            return queue;
        }
    }

    private static Task<JobRunRow?> Newest(TDb db, string job, CancellationToken ct) =>
        db.JobRuns.AsNoTracking().Where(x => x.Job == job).OrderByDescending(x => x.StartedAt).FirstOrDefaultAsync(ct);

    private async Task<JobRunRow> RunOnce(ScheduledJob job, string by, JobLock<TDb> held, JobRunRow? before, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var origin = scope.ServiceProvider.GetRequiredService<Origin>();
        (origin.Subject, origin.Role) = ($"{job.Service}-{job.Name}", "job");
        var progress = new JobProgress(await ItemsSetAside.Listed(held.Db, job.Name, ct), scope.ServiceProvider.GetRequiredService<TDb>().ChangeTracker.Clear);
        var signed = $"{by}@{node.Name}";
        var run = new JobRunRow
        {
            Id = Guid.CreateVersion7(clock.Now()), Job = job.Name, StartedAt = clock.Now(), Status = "running", By = signed.Length > 200 ? signed[..200] : signed,
        };
        var seen = SeenCauses(job.Name);
        using var activity = SupplyDiagnostics.Source.StartActivity(ActivityKind.Internal, name: $"{job.Service}-{job.Name}", links: RecentCauses.Since(job.Service, ref seen));
        var began = clock.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var finished = new CancellationTokenSource();
        // On a thread of its own: SQLite's calls do not yield.
        var watch = Task.Run(() => Watch(job, run, progress, held, stop, finished.Token), CancellationToken.None);
        try
        {
            await ((ISupplyJob)scope.ServiceProvider.GetRequiredService(job.Type)).Run(progress, stop.Token);
            run.Status = "done";
        }
        catch (Exception e)
        {
            run.Status = ct.IsCancellationRequested ? "stopped" : "failed";
            progress.Did(0, ct.IsCancellationRequested ? null : stop.IsCancellationRequested ? "The job's lock was lost: the connection that held it broke." : e.Message);
            if (!ct.IsCancellationRequested)
                log.LogError(e, "Job {Service}/{Job} failed", job.Service, job.Name);
        }
        await finished.CancelAsync();
        var written = await watch;
        run.FinishedAt = clock.Now();
        Copy(progress, run);
        await WriteSetAside(job, progress);
        if (written || run.Items > 0 || run.Status == "failed" || by != BySchedule || EndsOtherwise(run, before))
            await Record(run, written);
        SupplyDiagnostics.JobTime.Record(clock.Seconds(began), new TagList { { "service", job.Service }, { "job", job.Name }, { "outcome", run.Status } });
        activity?.SetStatus(run.Status == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        if (run is not { Items: 0, Status: "done" })
            SeenCauses(job.Name, seen);
        else if (activity is not null)
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // found nothing to do, as most runs
        if (run.Status == "stopped")
            ct.ThrowIfCancellationRequested();
        return run;
    }

    /// <summary>A run that did nothing leaves a row all the same where the row before it would go on saying what is no longer so.</summary>
    private static bool EndsOtherwise(JobRunRow run, JobRunRow? before) =>
        before is { Status: not "done" } || run.SetAside != (before?.SetAside ?? 0);

    /// <summary>Up to which message's trace the job's last run that did something has linked.</summary>
    private long SeenCauses(string job, long? now = null)
    {
        lock (causesSeen)
            return now is { } moved ? causesSeen[job] = moved : causesSeen.GetValueOrDefault(job);
    }

    /// <summary>Writes progress while the run takes long, and stops a run that no longer has its lock.</summary>
    /// <returns>The run has a row.</returns>
    private async Task<bool> Watch(ScheduledJob job, JobRunRow run, JobProgress progress, JobLock<TDb> held, CancellationTokenSource stop, CancellationToken finished)
    {
        var written = false;
        while (true)
        {
            await Task.Delay(beat, clock, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (finished.IsCancellationRequested)
                return written;
            if (!await held.IsHeld())
            {
                await stop.CancelAsync();
                return written;
            }
            await WriteSetAside(job, progress);
            if (written && run.Items == progress.Items && run.Note == Shorten(progress.Note))
                continue;
            Copy(progress, run);
            written |= await Record(run, written);
        }
    }

    private static void Copy(JobProgress progress, JobRunRow run) =>
        (run.Items, run.SetAside, run.Note) = (progress.Items, progress.ItemsSetAside, Shorten(progress.Note));

    private async Task WriteSetAside(ScheduledJob job, JobProgress progress)
    {
        if (progress.TakeChanges() is not { Count: > 0 } changes)
            return;
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await ItemsSetAside.Write(scope.ServiceProvider.GetRequiredService<TDb>(), job.Name, changes, log);
        }
        catch (Exception e)
        {
            log.LogError(e, "What {Service}/{Job} set aside could not be written; the next run tries the items again", job.Service, job.Name);
        }
    }

    private static string? Shorten(string? note) => note is { Length: > 1000 } ? note[..1000] : note;

    private async Task<bool> Record(JobRunRow run, bool known)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        try
        {
            await db.Write(() => { db.JobRuns.Attach(run).State = known ? EntityState.Modified : EntityState.Added; return Task.CompletedTask; }, CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            log.LogError(e, "The run of {Job} could not be recorded", run.Job);
            return false;
        }
    }
}
