using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Messaging;

/// <summary>
/// The one executor of handlers. Messages that come together share a transaction; when one of them fails each gets its own, so a
/// bad one harms only itself. The database is asked before a message is blamed for a fault of the machine, and the other way round.
/// </summary>
public sealed class Subscription<TDb, TMessage, THandler>(
    string service, string name, IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : ISubscription
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    private const int GroupLimit = 200;
    private const int GroupRaces = 3;
    private const int Races = 10;

    // A message that alone meets faults of the machine (a lost connection, a lock) while the database answers others is blamed after both.
    private const int DoubtTimes = 20;
    private static readonly TimeSpan doubtTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan answerWithin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, (DateTimeOffset Since, int Times)> doubts = new();
    private readonly HandlerTransaction<TDb, TMessage, THandler> transaction = new(service, $"{service}-{name}", scopes, clock);

    public string Service => service;
    public string Handler { get; } = $"{service}-{name}";
    public string MessageType { get; } = typeof(TMessage).FullName!;
    public DateTimeOffset? PausedSince { get; private set; }

    public async Task<Verdict[]> Run(IReadOnlyList<Envelope> messages, CancellationToken ct)
    {
        // Copies of the service lock the rows of a group in one order, and do not wait for each other in a circle: a message's
        // JSON begins with what identifies its document.
        int[] order = [.. Enumerable.Range(0, messages.Count).OrderBy(x => messages[x].Body, BodyOrder.Instance)];
        var verdicts = await Run([.. order.Select(x => messages[x])], Inbox.Kept, ct);
        var inPlace = new Verdict[messages.Count];
        for (var i = 0; i < order.Length; i++)
            inPlace[order[i]] = verdicts[i];
        return inPlace;
    }

    public Task<Verdict[]> Apply(IReadOnlyList<Envelope> facts, CancellationToken ct) => Run([.. facts], Inbox.Read, ct);

    public async Task Park(Envelope message, Exception error, int attempts, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var parked = await db.Write(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == message.MessageId && x.Handler == Handler, ct)
                || await db.Parked.AnyAsync(x => x.MessageId == message.MessageId && x.Handler == Handler, ct))
                return false;
            db.Parked.Add(ParkedMessage.Of(message, Handler, clock.Now(), attempts, error));
            return true;
        }, ct);
        doubts.TryRemove(message.MessageId, out _);
        if (!parked)
            return;
        SupplyDiagnostics.ParkedMessages.Add(1, new TagList { { "service", service }, { "handler", Handler } });
        log.LogError(error, "{Handler} parked message {Message}", Handler, message.MessageId);
        CrashPoint.Reached("after-park");
    }

    public async Task<Verdict> Replay(Guid messageId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var parked = await db.Parked.AsNoTracking().SingleAsync(x => x.MessageId == messageId && x.Handler == Handler, ct);
        return await TryRaces([parked.ToEnvelope()], Races, Inbox.Replayed, ct) is (_, { } error) ? Verdict.Of(error) : Verdict.Done;
    }

    private async Task<Verdict[]> Run(List<Envelope> messages, Inbox inbox, CancellationToken ct)
    {
        var verdicts = new Verdict[messages.Count];
        for (var next = 0; next < messages.Count;)
        {
            var group = messages.GetRange(next, Math.Min(GroupLimit, messages.Count - next));
            var (done, error) = await TryTwice(group, inbox, ct);
            if (error is null)
            {
                next += done;
                continue;
            }
            var away = IsMachine(error) && !await Answers(ct);
            for (var last = next + group.Count; !away && next < last; next++)
                (verdicts[next], error, away) = await Alone(messages[next], inbox, ct);
            if (!away)
                continue;
            PausedSince ??= clock.Now();
            Array.Fill(verdicts, Verdict.Of(error!), next, messages.Count - next);
            return verdicts;
        }
        PausedSince = null;
        return verdicts;
    }

    /// <summary>
    /// A fault of the machine is often over when the database answers again: the group has a second try before each goes alone.
    /// </summary>
    private async Task<(int Done, Exception? Error)> TryTwice(List<Envelope> group, Inbox inbox, CancellationToken ct)
    {
        var (done, error) = await TryRaces(group, GroupRaces, inbox, ct);
        return group.Count > 1 && error is not null && IsMachine(error) && await Answers(ct) ? await TryRaces(group, GroupRaces, inbox, ct)
            : (done, error);
    }

    private async Task<(Verdict Verdict, Exception? Error, bool DatabaseIsAway)> Alone(Envelope message, Inbox inbox, CancellationToken ct)
    {
        var (_, error) = await TryRaces([message], Races, inbox, ct);
        if (error is null)
        {
            doubts.TryRemove(message.MessageId, out _);
            return (Verdict.Done, null, false);
        }
        if (error is ImpossibleFactException)
            return (await ParkNow(message, error, ct), null, false);
        var verdict = Verdict.Of(error);
        if (!verdict.Unavailable)
            return (verdict, null, false);
        if (!await Answers(ct))
            return (verdict, error, true);
        return (Database.IsTimeout(error) || IsDoubtedLongEnough(message.MessageId) ? new Verdict(error, Unavailable: false)
            : verdict, null, false);
    }

    private bool IsDoubtedLongEnough(Guid message)
    {
        var (since, times) = doubts.AddOrUpdate(message, (clock.GetUtcNow(), 1), (_, x) => (x.Since, x.Times + 1));
        return times >= DoubtTimes && clock.GetUtcNow() - since >= doubtTime;
    }

    private async Task<Verdict> ParkNow(Envelope message, Exception error, CancellationToken ct)
    {
        try
        {
            await Park(message, error, attempts: 1, ct);
            return Verdict.Done;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return Verdict.Of(e);
        }
    }

    private static bool IsMachine(Exception e) => Verdict.Of(e).Unavailable && !Database.IsLostRace(e);

    /// <summary>Asks the database something small on a connection of its own.</summary>
    private async Task<bool> Answers(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            db.Database.SetCommandTimeout(answerWithin);
            await db.Inbox.AnyAsync(x => x.MessageId == Guid.Empty, ct);
            return true;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// Copies of the service write the same rows: who loses tries again with what the winner left. That is no failure of the
    /// message. A group that has lost goes on when no other copy's group of this handler is under way, so that it loses once.
    /// </summary>
    private async Task<(int Done, Exception? Error)> TryRaces(List<Envelope> group, int races, Inbox inbox, CancellationToken ct)
    {
        for (var race = 1; ; race++)
        {
            var (done, error) = await TryCommit(group, inbox, alone: race > 1 && group.Count > 1, ct);
            if (error is null || race == races || !Database.IsLostRace(error))
                return (done, error);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 10 * race)), clock, ct);
        }
    }

    private async Task<(int Done, Exception? Error)> TryCommit(List<Envelope> group, Inbox inbox, bool alone, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        try
        {
            var done = await transaction.Commit(group, inbox, alone, ct);
            Measure(began, done, "done");
            return (done, null);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Measure(began, group.Count, Verdict.Of(e).Unavailable ? "unavailable" : "failed");
            return (0, e);
        }
    }

    private void Measure(long began, int messages, string outcome)
    {
        var tags = new TagList { { "service", service }, { "handler", Handler }, { "outcome", outcome } };
        SupplyDiagnostics.HandlerTime.Record(clock.Seconds(began), tags);
        SupplyDiagnostics.HandledMessages.Add(messages, tags);
    }
}
