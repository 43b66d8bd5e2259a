using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;

namespace Supply.Platform.Operations;

/// <summary>What the operator of a service sees and does: <c>/{service}/ops/...</c>, the same for every service.</summary>
public static class OperationsRoutes
{
    private const int LongestWait = 60;
    private static readonly TimeSpan poll = TimeSpan.FromMilliseconds(100);

    internal static void MapOperations<TDb>(this RouteGroupBuilder service) where TDb : SupplyDb
    {
        var ops = service.MapGroup("/ops");
        ops.MapGet("/jobs", ListJobs<TDb>).WithSummary("Jobs, their schedules and last runs.").Allow(Scope.Nation, Roles.Operator);
        ops.MapPost("/jobs/{name}/run", RunJob<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Starts a job. 202 and the place to watch it (Location), also where it was running already; 200 if it ended within `wait` seconds.");
        ops.MapGet("/jobs/{name}/runs/{id:guid}", GetRun<TDb>).WithSummary("A run of a job, while it runs and afterwards.").Allow(Scope.Nation, Roles.Operator);
        ops.MapGet("/set-aside", ListSetAside<TDb>).WithSummary("Items that a job could not do and set aside, while it goes on with the rest.")
            .Allow(Scope.Nation, Roles.Operator);
        ops.MapPost("/jobs/{name}/set-aside/discard", DiscardSetAside<TDb>).WithSummary("Takes an item off the list of what is set aside.")
            .Allow(Scope.Nation, Roles.Operator);
        ops.MapGet("/messages/parked", ListParked<TDb>).WithSummary("Messages that a handler could not take.").Allow(Scope.Nation, Roles.Operator);
        ops.MapGet("/messages/outbox", GetOutbox<TDb>).WithSummary("Messages that have not left yet, and since when the oldest waits.").Allow(Scope.Nation, Roles.Operator);
        ops.MapPost("/messages/parked/{id:guid}/replay", Replay<TDb>).WithSummary("Tries a parked message again, under its own id.").Allow(Scope.Nation, Roles.Operator);
        ops.MapPost("/messages/parked/{id:guid}/discard", Discard<TDb>).WithSummary("Gives a parked message up for good.").Allow(Scope.Nation, Roles.Operator);
        ops.MapGet("/audit", ListAudit<TDb>).WithSummary("Who did what.").Allow(Scope.Nation, Roles.Operator, Roles.Auditor);
    }

    public sealed record JobView(string Name, string Schedule, JobRunView? LastRun);

    public sealed record JobRunView(
        Guid Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string Status, long Items, long SetAside, string? Note, string By)
    {
        public static JobRunView Of(JobRunRow x) => new(x.Id, x.StartedAt, x.FinishedAt, x.Status, x.Items, x.SetAside, x.Note, x.By);
    }

    private static async Task<Reply<Page<JobView>>> ListJobs<TDb>(TDb db, IEnumerable<ScheduledJob> jobs, CancellationToken ct) where TDb : SupplyDb
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
    private static async Task<Reply<JobRunView>> RunJob<TDb>(
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

    private static async Task<Reply<JobRunView>> GetRun<TDb>(string name, Guid id, TDb db, IEnumerable<ScheduledJob> jobs, CancellationToken ct)
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

    /// <param name="Times">In how many runs it failed.</param>
    public sealed record SetAsideView(string Service, string Job, string Item, string Error, DateTimeOffset FirstAt, DateTimeOffset LastAt, long Times);

    private static async Task<Reply<Page<SetAsideView>>> ListSetAside<TDb>(TDb db, string? job, string? after, int? limit, CancellationToken ct)
        where TDb : SupplyDb
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = db.SetAside.AsNoTracking().Where(x => job == null || x.Job == job);
        if (after is not null)
        {
            if (after.Split('_', 2) is not [var of, var item])
                return Refusal.Invalid("request.after", "Ese cursor no salió de esta lista.", "after");
            rows = rows.Where(x => x.Job.CompareTo(of) > 0 || (x.Job == of && x.Item.CompareTo(item) > 0));
        }
        var page = await rows.OrderBy(x => x.Job).ThenBy(x => x.Item).Take(size + 1)
            .Select(x => new SetAsideView(db.Service, x.Job, x.Item, x.Error, x.FirstAt, x.LastAt, x.Times)).ToListAsync(ct);
        return Pages.Of(page, size, x => $"{x.Job}_{x.Item}");
    }

    public sealed record SetAsideDiscarded(string Job, string Item);

    private static async Task<Reply<SetAsideDiscarded>> DiscardSetAside<TDb>(string name, string item, TDb db, CancellationToken ct)
        where TDb : SupplyDb => await db.Write<Outcome<SetAsideDiscarded>>(async () =>
    {
        if (await db.SetAside.SingleOrDefaultAsync(x => x.Job == name && x.Item == item, ct) is not { } row)
            return Refusal.NotFound("ops.no-such-item", "Esa tarea no tiene apartado ese elemento.", "item");
        db.SetAside.Remove(row);
        db.Audit("item.discarded", item, name);
        return new SetAsideDiscarded(name, item);
    }, ct);

    public sealed record ParkedView(Guid Id, string Handler, string Type, string Producer, DateTimeOffset CreatedAt, DateTimeOffset ParkedAt, int Attempts, string Error, Guid CorrelationId);

    private static async Task<Reply<Page<ParkedView>>> ListParked<TDb>(TDb db, string? handler, string? after, int? limit, CancellationToken ct) where TDb : SupplyDb
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var parked = db.Parked.AsNoTracking().Where(x => handler == null || x.Handler == handler);
        if (after is not null)
        {
            if (after.Split('_', 2) is not [var id, var by] || !Guid.TryParse(id, out var last))
                return Refusal.Invalid("request.after", "Ese cursor no salió de esta lista.", "after");
            parked = parked.Where(x => x.MessageId.CompareTo(last) > 0 || (x.MessageId == last && x.Handler.CompareTo(by) > 0));
        }
        var rows = await parked.OrderBy(x => x.MessageId).ThenBy(x => x.Handler).Take(size + 1)
            .Select(x => new ParkedView(x.MessageId, x.Handler, x.Type, x.Producer, x.CreatedAt, x.ParkedAt, x.Attempts, x.Error, x.CorrelationId)).ToListAsync(ct);
        return Pages.Of(rows, size, x => $"{x.Id}_{x.Handler}");
    }

    /// <param name="OldestAge">Seconds; absent where none waits.</param>
    public sealed record OutboxView(long Depth, double? OldestAge, IReadOnlyList<OutboxType> Types);

    public sealed record OutboxType(string Type, long Count);

    private static async Task<Reply<OutboxView>> GetOutbox<TDb>(TDb db, CancellationToken ct) where TDb : SupplyDb
    {
        var state = await OutboxState.Of(db, ct);
        var types = await db.Outbox.GroupBy(x => x.Type).Select(x => new { x.Key, Count = x.LongCount() }).OrderByDescending(x => x.Count).ToListAsync(ct);
        return new OutboxView(state.Depth, state.OldestAge, [.. types.Select(x => new OutboxType(x.Key, x.Count))]);
    }

    public sealed record Settled(Guid Id, string Handler, string Outcome, string? Error = null);

    private static async Task<Reply<Settled>> Replay<TDb>(Guid id, string? handler, TDb db, IEnumerable<ISubscription> subscriptions, CancellationToken ct) where TDb : SupplyDb
    {
        if ((await Find(db, id, handler, ct)).Refused(out var why, out var parked))
            return why;
        if (subscriptions.SingleOrDefault(x => x.Service == db.Service && x.Handler == parked.Handler) is not { } subscription)
            return Refusal.Conflict("ops.no-such-handler", $"Ya no existe {parked.Handler}; el mensaje solo se puede descartar.");
        var verdict = await subscription.Replay(id, ct);
        if (verdict.Error is null)
            await db.Write(() => { db.Audit("message.replayed", id.ToString(), parked.Handler); return Task.CompletedTask; }, ct);
        return new Settled(id, parked.Handler, verdict.Error is null ? "done" : "parked", verdict.Error?.Message);
    }

    private static async Task<Reply<Settled>> Discard<TDb>(Guid id, string? handler, TDb db, CancellationToken ct) where TDb : SupplyDb => await db.Write<Outcome<Settled>>(async () =>
    {
        if ((await Find(db, id, handler, ct)).Refused(out var why, out var parked))
            return why;
        db.Parked.Remove(parked);
        db.Inbox.Add(new InboxRow { MessageId = id, Handler = parked.Handler, At = db.Origin.Clock.Now(), Outcome = "discarded" });
        db.Audit("message.discarded", id.ToString(), parked.Handler);
        return new Settled(id, parked.Handler, "discarded");
    }, ct);

    private static async Task<Outcome<ParkedMessage>> Find<TDb>(TDb db, Guid id, string? handler, CancellationToken ct) where TDb : SupplyDb
    {
        var found = await db.Parked.Where(x => x.MessageId == id && (handler == null || x.Handler == handler)).ToListAsync(ct);
        return found switch
        {
            [var one] => one,
            [] => Refusal.NotFound("ops.no-such-message", "No hay un mensaje apartado con ese identificador.", "id"),
            _ => Refusal.Invalid("ops.several-handlers", $"Varios receptores apartaron el mensaje; indique handler: {string.Join(", ", found.Select(x => x.Handler))}.", "handler"),
        };
    }

    public sealed record AuditView(Guid Id, DateTimeOffset At, string Subject, string Role, string Action, string Document, string? Detail, Guid CorrelationId);

    private static async Task<Reply<Page<AuditView>>> ListAudit<TDb>(TDb db, string? document, string? action, string? subject, Guid? after, int? limit, CancellationToken ct) where TDb : SupplyDb
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = await db.AuditTrail.AsNoTracking()
            .Where(x => (document == null || x.Document == document) && (action == null || x.Action == action) && (subject == null || x.Subject == subject))
            .Where(x => after == null || x.Id.CompareTo(after.Value) > 0).OrderBy(x => x.Id).Take(size + 1)
            .Select(x => new AuditView(x.Id, x.At, x.Subject, x.Role, x.Action, x.Document, x.Detail, x.CorrelationId)).ToListAsync(ct);
        return Pages.Of(rows, size, x => x.Id.ToString());
    }
}
