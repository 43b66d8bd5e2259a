using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;

namespace Supply.Platform.Jobs;

/// <summary>One run of a job by the copy that holds the job's lock.</summary>
/// <param name="before">The run before it that left a row.</param>
internal sealed class JobRun<TDb>(
    ScheduledJob job, string by, Node node, JobLock<TDb> held, JobRunRow? before, IServiceScopeFactory scopes, LinkedCauses causes,
        TimeProvider clock, ILogger log)
    where TDb : SupplyDb
{
    private const int LongestNote = 1000;
    private const int LongestBy = 200;

    private static readonly TimeSpan clocksAgree = TimeSpan.FromMinutes(1);

    // Shorter runs leave no row on their way; so often is progress written and the lock asserted.
    private static readonly TimeSpan beat = TimeSpan.FromSeconds(1);

    private readonly JobRunRow run = new()
    {
        Id = Guid.CreateVersion7(clock.Now()), Job = job.Name, StartedAt = After(before, clock.Now()), Status = "running",
        By = Shorten($"{by}@{node.Name}", LongestBy)!,
    };

    private bool hasRow;

    /// <summary>Writes the row before the run, with who asked for it.</summary>
    public async Task Announce(TDb db, CancellationToken ct)
    {
        await db.Write(() =>
        {
            db.JobRuns.Add(run);
            db.Audit("job.started", job.Name, run.Id.ToString());
            return Task.CompletedTask;
        }, ct);
        db.ChangeTracker.Clear();
        hasRow = true;
    }

    public JobRunRow Copy() => new()
    {
        Id = run.Id, Job = run.Job, StartedAt = run.StartedAt, FinishedAt = run.FinishedAt, Status = run.Status, Items = run.Items,
        SetAside = run.SetAside, Note = run.Note, By = run.By,
    };

    public async Task<JobRunRow> Execute(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var origin = scope.ServiceProvider.GetRequiredService<Origin>();
        (origin.Subject, origin.Role) = ($"{job.Service}-{job.Name}", "job");
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var progress = new JobProgress(await ItemsSetAside.Listed(held.Db, job.Name, ct), db.ChangeTracker.Clear);
        var (seen, recent) = (causes[job.Name], scope.ServiceProvider.GetRequiredService<RecentCauses>());
        using var activity = SupplyDiagnostics.Source.StartActivity(
            ActivityKind.Internal, name: $"{job.Service}-{job.Name}", links: recent.Since(job.Service, ref seen));
        var began = clock.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var finished = new CancellationTokenSource();
        // On a thread of its own: SQLite's calls do not yield.
        var watch = Task.Run(() => Watch(progress, stop, finished.Token), CancellationToken.None);
        try
        {
            await ((ISupplyJob)scope.ServiceProvider.GetRequiredService(job.Type)).Run(progress, stop.Token);
            run.Status = "done";
        }
        catch (Exception e)
        {
            Fail(e, progress, told: ct.IsCancellationRequested, lost: stop.IsCancellationRequested);
        }
        await finished.CancelAsync();
        await watch;
        run.FinishedAt = clock.Now();
        Update(progress);
        await WriteSetAside(progress);
        if (hasRow || run.Items > 0 || run.Status == "failed" || by != JobRunner.BySchedule || EndsOtherwise())
            await Record();
        SupplyDiagnostics.JobTime.Record(clock.Seconds(began),
            new TagList { { "service", job.Service }, { "job", job.Name }, { "outcome", run.Status } });
        activity?.SetStatus(run.Status == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        if (run is not { Items: 0, Status: "done" })
            causes[job.Name] = seen;
        else if (activity is not null)
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // found nothing to do, as most runs
        if (run.Status == "stopped")
            ct.ThrowIfCancellationRequested();
        return run;
    }

    // Runs of a job come one after the other, also where the clock of this copy is a little behind or has not moved.
    private static DateTimeOffset After(JobRunRow? before, DateTimeOffset now) =>
        before?.StartedAt is { } last && last >= now && last - now < clocksAgree ? last.AddMicroseconds(1) : now;

    private void Fail(Exception e, JobProgress progress, bool told, bool lost)
    {
        run.Status = told ? "stopped" : "failed";
        if (told)
            return;
        progress.Did(0, lost ? "The job's lock was lost: the connection that held it broke." : e.Message);
        log.LogError(e, "Job {Service}/{Job} failed", job.Service, job.Name);
    }

    /// <summary>A run that did nothing leaves a row all the same where the row before it would go on saying what is no longer so.</summary>
    private bool EndsOtherwise() => before is { Status: not "done" } || run.SetAside != (before?.SetAside ?? 0);

    /// <summary>Writes progress while the run takes long, and stops a run that no longer has its lock.</summary>
    private async Task Watch(JobProgress progress, CancellationTokenSource stop, CancellationToken finished)
    {
        while (true)
        {
            await Task.Delay(beat, clock, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (finished.IsCancellationRequested)
                return;
            if (!await held.IsHeld())
            {
                await stop.CancelAsync();
                return;
            }
            await WriteSetAside(progress);
            if (hasRow && run.Items == progress.Items && run.Note == Shorten(progress.Note, LongestNote))
                continue;
            Update(progress);
            await Record();
        }
    }

    private void Update(JobProgress progress) =>
        (run.Items, run.SetAside, run.Note) = (progress.Items, progress.ItemsSetAside, Shorten(progress.Note, LongestNote));

    private async Task WriteSetAside(JobProgress progress)
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
            log.LogError(e, "What {Service}/{Job} set aside could not be written; the next run tries the items again", job.Service,
                job.Name);
        }
    }

    private async Task Record()
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        try
        {
            await db.Write(() =>
            {
                db.JobRuns.Attach(run).State = hasRow ? EntityState.Modified : EntityState.Added;
                return Task.CompletedTask;
            }, CancellationToken.None);
            hasRow = true;
        }
        catch (Exception e)
        {
            log.LogError(e, "The run of {Job} could not be recorded", run.Job);
        }
    }

    private static string? Shorten(string? text, int longest) => text?.Length > longest ? text[..longest] : text;
}
