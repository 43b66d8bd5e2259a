using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;
using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

public sealed class ServiceJobRunner<TDb>(
    IServiceScopeFactory scopes, Database database, Node node, RunsByHand byHand, TimeProvider clock, ILogger<ServiceJobRunner<TDb>> log)
        : JobRunner
    where TDb : SupplyDb
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, SemaphoreSlim> queues = [];
    private readonly LinkedCauses causes = new();

    public override async Task<JobRunRow> Run(ScheduledJob job, string by, CancellationToken ct)
    {
        await using var held = (await Take(job.Name, wait: true, ct))!;
        return await Run(held, job, by, ct);
    }

    internal override async Task<JobRunRow?> TryRun(ScheduledJob job, string by, CancellationToken ct)
    {
        await using var held = await Take(job.Name, wait: false, ct);
        return held is null ? null : await Run(held, job, by, ct);
    }

    public override async Task<JobRunRow> Start(ScheduledJob job, Origin asker, CancellationToken ct)
    {
        while (true)
        {
            if (await Take(job.Name, wait: false, ct) is { } held)
                return await Start(held, job, asker, ct);
            if (await Running(job.Name, ct) is { } running)
                return running;
            await Task.Delay(pause, TimeProvider.System, ct); // a run by schedule leaves a row when it has taken a second
        }
    }

    public override Task<JobRunRow?> Last(string job, CancellationToken ct) => Now(job, db => Newest(db, job, ct), ct);

    public override Task<JobRunRow?> Find(string job, Guid run, CancellationToken ct) =>
        Now(job, db => db.JobRuns.AsNoTracking().SingleOrDefaultAsync(x => x.Id == run && x.Job == job, ct), ct);

    internal override async Task<IAsyncDisposable> Enter(string name, CancellationToken ct) => (await Take(name, wait: true, ct))!;

    private async Task<JobRunRow> Run(JobLock<TDb> held, ScheduledJob job, string by, CancellationToken ct)
    {
        var run = new JobRun<TDb>(job, by, node, held, await Before(held.Db, job, ct), scopes, causes, clock, log);
        return await run.Execute(ct);
    }

    private async Task<JobRunRow> Start(JobLock<TDb> held, ScheduledJob job, Origin asker, CancellationToken ct)
    {
        var begun = false;
        try
        {
            var db = held.Db;
            (db.Origin.Subject, db.Origin.Role, db.Origin.CorrelationId) = (asker.Subject, asker.Role, asker.CorrelationId);
            var run = new JobRun<TDb>(job, asker.Subject, node, held, await Before(db, job, ct), scopes, causes, clock, log);
            await run.Announce(db, ct);
            begun = true;
            var first = run.Copy();
            byHand.Add(async stopping =>
            {
                await using (held)
                    await run.Execute(stopping);
            });
            return first;
        }
        finally
        {
            if (!begun)
                await held.DisposeAsync();
        }
    }

    /// <summary>The last run that left a row. One that says it is running cannot be: this copy has the job's lock.</summary>
    private static async Task<JobRunRow?> Before(TDb db, ScheduledJob job, CancellationToken ct)
    {
        var before = await Newest(db, job.Name, ct);
        if (before is { Status: "running" })
            await db.Write(() => db.JobRuns.Where(x => x.Id == before.Id)
                .ExecuteUpdateAsync(x => x.SetProperty(run => run.Status, "lost"), ct), ct);
        return before;
    }

    /// <summary>A row as it is in truth: a run that says it is running and has not the job's lock is lost.</summary>
    private async Task<JobRunRow?> Now(string job, Func<TDb, Task<JobRunRow?>> find, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var found = await find(scope.ServiceProvider.GetRequiredService<TDb>());
        if (found is not { Status: "running" })
            return found;
        await using var held = await Take(job, wait: false, ct);
        if (held is not null && await find(held.Db) is { } now && (found = now).Status == "running")
            found.Status = "lost"; // the next run writes it down
        return found;
    }

    private async Task<JobRunRow?> Running(string job, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Newest(scope.ServiceProvider.GetRequiredService<TDb>(), job, ct) is { Status: "running" } running ? running : null;
    }

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
        db.JobRuns.AsNoTracking().Where(x => x.Job == job).OrderByDescending(x => x.StartedAt).ThenByDescending(x => x.Id)
            .FirstOrDefaultAsync(ct);
}
