using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Supply.Platform.Persistence;

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

/// <summary>A run of a job that did something, failed, or was asked for by a person.</summary>
public sealed class JobRunRow
{
    public required Guid Id { get; init; }
    [MaxLength(60)] public required string Job { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary><c>running</c>, <c>done</c> or <c>failed</c>.</summary>
    [MaxLength(10)] public required string Status { get; set; }

    public long Items { get; set; }
    [MaxLength(1000)] public string? Note { get; set; }
    public required string By { get; init; }
}

/// <param name="Name">Kebab case, unique in its service.</param>
/// <param name="Cron">Quartz's form with seconds, UTC.</param>
/// <param name="AtStart">Also once when the host starts, so that closes missed while it was down are caught up.</param>
public sealed record ScheduledJob(string Service, string Name, string Cron, bool AtStart, Type Type, JobRunner Runner);

/// <summary>Runs jobs of one service one at a time per job and keeps their outcome.</summary>
public abstract class JobRunner
{
    public abstract Task<JobRunRow> Run(ScheduledJob job, string by, CancellationToken ct);
}

public sealed class JobRunner<TDb>(IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner<TDb>> log) : JobRunner where TDb : SupplyDb
{
    private readonly Dictionary<string, SemaphoreSlim> turns = [];

    public override async Task<JobRunRow> Run(ScheduledJob job, string by, CancellationToken ct)
    {
        SemaphoreSlim turn;
        lock (turns)
        {
            if (!turns.TryGetValue(job.Name, out turn!))
                turns[job.Name] = turn = new SemaphoreSlim(1, 1);
        }
        await turn.WaitAsync(ct);
        try
        {
            return await RunOnce(job, by, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<JobRunRow> RunOnce(ScheduledJob job, string by, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var origin = scope.ServiceProvider.GetRequiredService<Origin>();
        (origin.Subject, origin.Role) = ($"{job.Service}-{job.Name}", "job");
        var progress = new JobProgress();
        var run = new JobRunRow { Id = Guid.CreateVersion7(clock.Now()), Job = job.Name, StartedAt = clock.Now(), Status = "running", By = by };
        try
        {
            await ((ISupplyJob)scope.ServiceProvider.GetRequiredService(job.Type)).Run(progress, ct);
            run.Status = "done";
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            run.Status = "failed";
            progress.Did(0, e.Message);
            log.LogError(e, "Job {Service}/{Job} failed", job.Service, job.Name);
        }
        (run.FinishedAt, run.Items) = (clock.Now(), progress.Items);
        run.Note = progress.Note is { Length: > 1000 } note ? note[..1000] : progress.Note;
        if (run.Items > 0 || run.Status == "failed" || by != "schedule")
            await Record(run, ct);
        return run;
    }

    private async Task Record(JobRunRow run, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        try
        {
            await db.Write(() => { db.JobRuns.Add(run); return Task.CompletedTask; }, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "The run of {Job} could not be recorded", run.Job);
        }
    }
}

/// <summary>What Quartz fires: it names one of our jobs.</summary>
[DisallowConcurrentExecution]
public sealed class FireJob(IEnumerable<ScheduledJob> jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var (service, name) = (context.JobDetail.Key.Group, context.JobDetail.Key.Name);
        var job = jobs.Single(x => x.Service == service && x.Name == name);
        await job.Runner.Run(job, "schedule", cancellationToken);
    }
}
