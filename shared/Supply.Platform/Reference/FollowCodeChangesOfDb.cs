using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <summary>
/// Moves rows in small transactions: at most 500 rows or about 100 ms each, so that others can write between them. A killed
/// process loses one of them; the next finds by the rows themselves what is left. Of several copies one works at a time.
/// </summary>
public sealed class FollowCodeChanges<TDb>(
    string service, CodeChangeList<TDb> list, IServiceScopeFactory scopes, TimeProvider clock, ILogger<FollowCodeChanges<TDb>> log)
    : FollowCodeChanges where TDb : SupplyDb
{
    private const int BatchSize = 500;
    private const int Changes = 200;
    private static readonly TimeSpan batchTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan pauseAfterFault = TimeSpan.FromSeconds(30);

    // A request or a job may have read the old code and be about to write it: the first for seconds, the second for minutes.
    private static readonly TimeSpan[] later = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15)];

    public override string Service => service;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Step(clock.Now(), stoppingToken))
                    await Task.Yield();
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("{Service} follows changes of codes again in a moment: {Error}", service, e.Message);
            }
            await Task.Delay(poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task Finish(CancellationToken ct = default)
    {
        while (await Step(DateTimeOffset.MaxValue, ct))
            await Task.Yield();
    }

    /// <summary>One transaction.</summary>
    /// <param name="due">Changes that are due by then.</param>
    /// <returns>False: none was.</returns>
    private async Task<bool> Step(DateTimeOffset due, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = (ReferenceDb)(object)scope.ServiceProvider.GetRequiredService<TDb>();
        if (!await db.CodeChanges.AnyAsync(x => x.DueAt <= due, ct))
            return false;
        var origin = scope.ServiceProvider.GetRequiredService<Origin>();
        (origin.Subject, origin.Role) = ($"{service}-follow-code-changes", "job");
        (string Stated, string Follower)? at = null;
        try
        {
            await db.Write(() => Move(db, scope.ServiceProvider, due, x => at = x, ct), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && at is not null && !Database.IsInfrastructure(e))
        {
            log.LogError(e, "{Follower} of {Service} could not follow the change of {Code}", at.Value.Follower, service, at.Value.Stated);
            await Postpone(at.Value.Stated, $"{at.Value.Follower}: {e.Message}", ct);
            if (due == DateTimeOffset.MaxValue)
                throw;
        }
        return true;
    }

    private async Task Move(ReferenceDb db, IServiceProvider scoped, DateTimeOffset due, Action<(string, string)> at, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        await db.LockByName("code changes", ct);
        var changes = db.CodeChanges.Where(x => x.DueAt <= due).OrderBy(x => x.DueAt).ThenBy(x => x.Stated).Take(Changes);
        foreach (var change in await changes.ToListAsync(ct))
        {
            for (var i = 0; i < list.Followers.Count; i++)
            {
                at((change.Stated, list.Names[i]));
                var moved = await list.Followers[i](scoped)
                    .Follow(FacilityCode.Stored(change.Stated), FacilityCode.Stored(change.Current), BatchSize, ct);
                change.Moved += moved;
                await db.SaveChangesAsync(ct); // what comes next reads what this one wrote
                if (moved > 0)
                    return;
            }
            if (change.Swept(clock.Now(), later) && change.Moved > 0)
                db.Audit("facility.code-followed", change.Stated, $"{change.Current}: {change.Moved} rows");
            if (clock.GetElapsedTime(began) > batchTime)
                return;
        }
    }

    private async Task Postpone(string stated, string fault, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = (ReferenceDb)(object)scope.ServiceProvider.GetRequiredService<TDb>();
        await db.Write(async () =>
        {
            if (await db.CodeChanges.SingleOrDefaultAsync(x => x.Stated == stated, ct) is { DueAt: not null } change)
                (change.DueAt, change.Note) = (clock.Now() + pauseAfterFault, fault.Length > 1000 ? fault[..1000] : fault);
        }, ct);
    }
}
