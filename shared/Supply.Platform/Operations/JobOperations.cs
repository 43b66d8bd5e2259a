using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Platform.Operations;

/// <summary>Jobs: their schedules and last runs, and a run by hand.</summary>
public static class JobOperations
{
    private const int LongestWait = 60;
    private static readonly TimeSpan poll = TimeSpan.FromMilliseconds(100);

    public sealed record JobView(string Name, string Schedule, JobRunView? LastRun);

    public sealed record JobRunView(
        Guid Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt,
        [OneOf("running", "done", "failed", "stopped", "lost")] string Status, long Items, long SetAside, string? Note, string By)
    {
        public static JobRunView Of(JobRunRow x) => new(x.Id, x.StartedAt, x.FinishedAt, x.Status, x.Items, x.SetAside, x.Note, x.By);
    }

    internal static async Task<Reply<Page<JobView>>> ListJobs<TDb>(TDb db, IEnumerable<ScheduledJob> jobs, CancellationToken ct)
        where TDb : SupplyDb
    {
        var views = new List<JobView>();
        foreach (var job in jobs.Where(x => x.Service == db.Service))
        {
            var last = await job.Runner.Last(job.Name, ct);
            views.Add(new(job.Name, job.Schedule, last is null ? null : JobRunView.Of(last)));
        }
        return new Page<JobView>(views, null);
    }

    /// <param name="wait">Seconds, 60 at most; absent: none.</param>
    internal static async Task<Reply<JobRunView>> RunJob<TDb>(
        string name, int? wait, TDb db, IEnumerable<ScheduledJob> jobs, HttpContext http, CancellationToken ct) where TDb : SupplyDb
    {
        if (wait is < 0 or > LongestWait)
            return Refusal.Invalid("ops.wait", $"Se puede esperar entre 0 y {LongestWait} segundos.", "wait");
        if (Find(jobs, db, name) is not { } job)
            return NoSuchJob(name);
        var run = await job.Runner.Start(job, db.Origin, ct);
        var began = TimeProvider.System.GetTimestamp();
        while (run.Status == "running" && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(wait ?? 0))
        {
            await Task.Delay(poll, TimeProvider.System, ct);
            run = await job.Runner.Find(name, run.Id, ct) ?? run;
        }
        if (run.Status != "running")
            return JobRunView.Of(run);
        http.Response.Headers.Location = $"/{db.Service}/ops/jobs/{name}/runs/{run.Id}";
        return Reply<JobRunView>.Accepted(JobRunView.Of(run));
    }

    /// <param name="status">Only those that ended so.</param>
    internal static async Task<Reply<Page<JobRunView>>> ListRuns<TDb>(
        string name, [OneOf("running", "done", "failed", "stopped", "lost")] string? status, Guid? after, int? limit, TDb db,
        IEnumerable<ScheduledJob> jobs, CancellationToken ct)
        where TDb : SupplyDb
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        if (status is not (null or "running" or "done" or "failed" or "stopped" or "lost"))
            return Refusal.Invalid("ops.status", "El estado debe ser running, done, failed, stopped o lost.", "status");
        if (Find(jobs, db, name) is null)
            return NoSuchJob(name);
        var runs = db.JobRuns.AsNoTracking().Where(x => x.Job == name);
        var last = await runs.Where(x => x.Id == after).Select(x => (DateTimeOffset?)x.StartedAt).SingleOrDefaultAsync(ct);
        var rows = await runs.Where(x => status == null || x.Status == status).Where(x => last == null || x.StartedAt < last)
            .OrderByDescending(x => x.StartedAt).Take(size + 1).ToListAsync(ct); // of one job no two begin at once
        return Pages.Of(rows.ConvertAll(JobRunView.Of), size, x => x.Id.ToString());
    }

    internal static async Task<Reply<JobRunView>> GetRun<TDb>(string name, Guid id, TDb db, IEnumerable<ScheduledJob> jobs,
        CancellationToken ct)
        where TDb : SupplyDb
    {
        if (Find(jobs, db, name) is not { } job)
            return NoSuchJob(name);
        return await job.Runner.Find(name, id, ct) is { } run
            ? JobRunView.Of(run)
            : Refusal.NotFound("ops.no-such-run", "Esa tarea no tiene una ejecución con ese identificador.", "id");
    }

    private static ScheduledJob? Find(IEnumerable<ScheduledJob> jobs, SupplyDb db, string name) =>
        jobs.SingleOrDefault(x => x.Service == db.Service && x.Name == name);

    private static Refusal NoSuchJob(string name) => Refusal.NotFound("ops.no-such-job", $"No hay una tarea «{Codes.Show(name)}».", "name");
}
