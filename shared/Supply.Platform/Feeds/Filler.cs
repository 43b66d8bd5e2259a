using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Feeds;

/// <summary>
/// Takes the feeds that are due, through the service's own handlers. What stops it, a peer that is away, a database, the
/// end of the process, only delays it: it goes on behind the last group of facts that it noted as taken.
/// </summary>
public sealed class Filler<TDb>(
    FillStatus<TDb> status, IFeedSource source, IEnumerable<ISubscription> subscriptions, IServiceScopeFactory scopes, RetryPolicy retry,
        TimeProvider clock, ILogger<Filler<TDb>> log)
    : BackgroundService where TDb : SupplyDb
{
    private const int GroupSize = 200;
    private static readonly TimeSpan poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan firstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan claim = TimeSpan.FromSeconds(10); // also how long a killed copy keeps the others from going on

    private readonly string me = Guid.CreateVersion7().ToString("N");
    private readonly ILookup<string, ISubscription> handlers = subscriptions.Where(x => x.Service == status.Service)
        .ToLookup(x => x.MessageType, StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = firstPause; !stoppingToken.IsCancellationRequested;)
        {
            var (failed, moved) = await Round(stoppingToken);
            pause = !failed ? poll : moved ? firstPause : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, longestPause.Ticks));
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Each feed that is due, once.</summary>
    /// <returns>Whether something was in the way, and whether anything was taken all the same.</returns>
    private async Task<(bool Failed, bool Moved)> Round(CancellationToken ct)
    {
        var (failed, moved) = (false, false);
        foreach (var feed in status.Feeds.Select(x => x.Feed))
        {
            using var claimed = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var renewing = Task.CompletedTask;
            try
            {
                if (await Claim(feed, ct) is not { } row)
                    continue;
                renewing = Renew(feed, claimed);
                await Take(feed, row, claimed.Token);
            }
            catch (Exception) when (claimed.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                log.LogInformation("Another copy of {Service} goes on with {Feed}", status.Service, feed.Name);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                failed = true;
                log.LogWarning("{Service} could not take all of {Feed} and tries again: {Error}", status.Service, feed.Name, e.Message);
                await Note(feed, e.Message, ct);
            }
            catch (Exception) // stopping; a statement that is cancelled is a SqlException on SQL Server
            {
                await Note(feed, null, default); // the next process need not wait for the claim to end
                return default;
            }
            finally
            {
                await claimed.CancelAsync();
                await renewing;
            }
        }
        return (failed, moved);

        async Task Take(Feed feed, FillRow row, CancellationToken held)
        {
            var (after, correlation, group) = (row.After, Guid.CreateVersion7(clock.GetUtcNow()), new List<StreamedFact>(GroupSize));
            await foreach (var fact in source.Read(feed, after, held))
            {
                group.Add(fact);
                if (group.Count == GroupSize && !await Commit())
                    return;
            }
            if (await Commit())
                await Finish(feed, held);

            async Task<bool> Commit()
            {
                if (group.Count == 0)
                    return true;
                await Apply(feed, group, correlation, held);
                moved = true;
                var going = await Progress(feed, group[^1].Key, group.Count, held);
                group.Clear();
                return going;
            }
        }
    }

    private async Task Apply(Feed feed, List<StreamedFact> facts, Guid correlation, CancellationToken ct)
    {
        foreach (var sameType in facts.GroupBy(x => x.Type, StringComparer.Ordinal))
        {
            Envelope[] envelopes =
                [.. sameType.Select(x => new Envelope(Identity(x), x.Type, x.Body, feed.Owner, clock.Now(), correlation, null, null))];
            foreach (var handler in handlers[sameType.Key])
                await Apply(handler, envelopes, ct);
        }
    }

    private async Task Apply(ISubscription handler, Envelope[] facts, CancellationToken ct)
    {
        for (var attempt = 1; facts.Length > 0; attempt++)
        {
            var verdicts = await handler.Apply(facts, ct);
            if (verdicts.FirstOrDefault(x => x.Unavailable).Error is { } fault)
                throw new IOException($"{handler.Handler}: {fault.Message}", fault);
            var open = facts.Zip(verdicts).Where(x => x.Second.Error is not null).ToList();
            if (attempt == retry.Attempts)
            {
                foreach (var (fact, verdict) in open)
                    await handler.Park(fact, verdict.Error!, attempt, ct);
                return;
            }
            facts = [.. open.Select(x => x.First)];
            if (facts.Length > 0)
                await Task.Delay(retry.PauseAfter(attempt), clock, ct);
        }
    }

    // The same fact has the same id whenever it is read, so that it is parked once.
    private static Guid Identity(StreamedFact fact) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{fact.Type} {fact.Document} {fact.Version}")).AsSpan(0, 16));

    private Task<FillRow?> Claim(Feed feed, CancellationToken ct) => With(async db =>
    {
        if (!await db.Fills.AnyAsync(x => x.Stream == feed.Name && x.Due, ct))
            return null;
        var now = clock.Now();
        var got = await db.Write(() =>
            db.Fills.Where(x => x.Stream == feed.Name && x.Due && (x.ClaimedUntil == null || x.ClaimedUntil < now))
            .ExecuteUpdateAsync(x => x.SetProperty(r => r.ClaimedBy, me).SetProperty(r => r.ClaimedUntil, now + claim), ct), ct);
        return got == 0 ? null : await db.Fills.AsNoTracking().SingleAsync(x => x.Stream == feed.Name, ct);
    });

    /// <summary>Keeps the claim while a group is read and applied, however long that takes; without it what is done on it stops.</summary>
    private async Task Renew(Feed feed, CancellationTokenSource claimed)
    {
        var ct = claimed.Token;
        while (true)
        {
            await Task.Delay(claim / 3, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested)
                return;
            try
            {
                var until = clock.Now() + claim;
                if (await With(db =>
                    db.Write(() => Mine(db, feed).ExecuteUpdateAsync(x => x.SetProperty(r => r.ClaimedUntil, until), ct), ct)) == 0)
                    await claimed.CancelAsync();
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // tried again until it ends
                log.LogWarning("{Service} could not renew its claim of {Feed}: {Error}", status.Service, feed.Name, e.Message);
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    /// <returns>False: another copy has taken it over, or a person has asked for it from the start.</returns>
    private Task<bool> Progress(Feed feed, string after, int more, CancellationToken ct) => With(db =>
    {
        var now = clock.Now();
        return db.Write(async () =>
            await Mine(db, feed).ExecuteUpdateAsync(x => x.SetProperty(r => r.After, after).SetProperty(r => r.Count, r => r.Count + more)
            .SetProperty(r => r.ChangedAt, now).SetProperty(r => r.ClaimedUntil, now + claim)
                .SetProperty(r => r.Note, (string?)null), ct) == 1, ct);
    });

    private Task<int> Finish(Feed feed, CancellationToken ct) => With(async db =>
    {
        await status.Declared.Settle(db, ct);
        db.ChangeTracker.Clear();
        var now = clock.Now();
        return await db.Write(() => Mine(db, feed).ExecuteUpdateAsync(x => x.SetProperty(r => r.Due, false).SetProperty(r => r.After, "")
            .SetProperty(r => r.FilledAt, r => r.TakenAt == null && r.Count > 0 ? now : r.FilledAt).SetProperty(r => r.TakenAt, now)
            .SetProperty(r => r.ChangedAt, now).SetProperty(r => r.ClaimedUntil, (DateTimeOffset?)null)
                .SetProperty(r => r.ClaimedBy, (string?)null).SetProperty(r => r.Note, (string?)null), ct), ct);
    });

    private async Task Note(Feed feed, string? note, CancellationToken ct)
    {
        try
        {
            var shortened = note?[..Math.Min(note.Length, 1000)];
            await With(db =>
                db.Write(() =>
                Mine(db, feed).ExecuteUpdateAsync(x =>
                x.SetProperty(r => r.ClaimedUntil, (DateTimeOffset?)null).SetProperty(r => r.Note, shortened), ct), ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // the claim ends by itself
            log.LogWarning("{Service} could not note what is in the way of {Feed}: {Error}", status.Service, feed.Name, e.Message);
        }
    }

    private IQueryable<FillRow> Mine(TDb db, Feed feed) => db.Fills.Where(x => x.Stream == feed.Name && x.Due && x.ClaimedBy == me);

    private async Task<T> With<T>(Func<TDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TDb>());
    }
}
