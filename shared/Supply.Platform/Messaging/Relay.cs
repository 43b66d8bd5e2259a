using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Messaging;

/// <summary>
/// Claims committed rows, has them delivered, deletes them. A crash anywhere leaves them for the next claim: at least once, never lost.
/// </summary>
public sealed class Relay<TDb>(IServiceScopeFactory scopes, Database database, IDispatch dispatch, RetryPolicy retry, TimeProvider clock,
    ILogger<Relay<TDb>> log)
    : BackgroundService where TDb : SupplyDb
{
    private const int BatchSize = 200;
    private static readonly TimeSpan timer = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RelayBatch(stoppingToken))
                    await Task.Delay(timer, clock, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested) // a statement that is cancelled is a SqlException on SQL Server
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The relay of {Db} could not work; it tries again", typeof(TDb).Name);
                await Task.Delay(timer, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>False: rows are there and none of them could be delivered.</returns>
    private async Task<bool> RelayBatch(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var locks = database.Provider != DatabaseProvider.Sqlite;
        await using var transaction = locks ? await db.Database.BeginTransactionAsync(ct) : null;
        var rows = await database.Due(db, clock.GetUtcNow().UtcTicks, BatchSize).AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0)
        {
            if (transaction is not null)
                await transaction.RollbackAsync(ct);
            await scope.ServiceProvider.GetRequiredService<RelaySignal>().Wait(db.Service, timer, clock, ct);
            return true;
        }

        var began = clock.GetTimestamp();
        var (done, again) = await dispatch.Deliver(rows, ct);
        CrashPoint.Reached("before-done");
        if (locks)
            await Settle();
        else
            await db.Write(async () => { await Settle(); return true; }, ct);
        if (transaction is not null)
            await transaction.CommitAsync(ct);
        Measure(db.Service, rows, done, again, began);
        if (done.Count + again.Count == 0)
            return false;
        // The claim took all that was due: what was committed since has set the signal.
        if (rows.Count < BatchSize)
            await scope.ServiceProvider.GetRequiredService<RelaySignal>().Wait(db.Service, timer, clock, ct);
        return true;

        async Task Settle()
        {
            if (done.Count > 0)
                await db.Outbox.Where(x => done.Contains(x.Id)).ExecuteDeleteAsync(ct);
            // what could not be delivered for a fault of the machine steps aside for what can
            if (done.Count > 0 || rows.Count == BatchSize)
            {
                var later = clock.Now() + timer;
                var waiting = rows.Select(x => x.Id).Where(x => !done.Contains(x) && !again.Contains(x)).ToList();
                if (waiting.Count > 0)
                    await db.Outbox.Where(x => waiting.Contains(x.Id)).ExecuteUpdateAsync(x => x.SetProperty(r => r.DueAt, later), ct);
            }
            foreach (var row in rows.Where(x => again.Contains(x.Id)))
            {
                var due = clock.Now() + retry.PauseAfter(row.Attempts + 1);
                await db.Outbox.Where(x => x.Id == row.Id)
                    .ExecuteUpdateAsync(x => x.SetProperty(r => r.DueAt, due).SetProperty(r => r.Attempts, row.Attempts + 1), ct);
            }
        }
    }

    private void Measure(string service, List<OutboxRow> rows, IReadOnlyCollection<Guid> done, IReadOnlyCollection<Guid> again, long began)
    {
        SupplyDiagnostics.RelayTime.Record(clock.Seconds(began), new TagList { { "service", service } });
        foreach (var (outcome, count) in (ReadOnlySpan<(string, int)>)[("delivered", done.Count), ("retry", again.Count),
            ("kept", rows.Count - done.Count - again.Count)])
            if (count > 0)
                SupplyDiagnostics.RelayedMessages.Add(count, new TagList { { "service", service }, { "outcome", outcome } });
        if (!SupplyDiagnostics.Source.HasListeners())
            return;
        foreach (var row in rows.Where(x => done.Contains(x.Id) && ActivityContext.TryParse(x.TraceParent, null, out _)))
        {
            // How long it lay in the outbox and was on its way, under the request that wrote it.
            using var sent =
                SupplyDiagnostics.Source.StartActivity($"outbox {row.Type}", ActivityKind.Producer,
                ActivityContext.Parse(row.TraceParent!, null), startTime: row.CreatedAt);
            sent?.SetTag("messaging.message.id", row.Id);
        }
    }
}
