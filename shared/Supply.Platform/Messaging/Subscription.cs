using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;

namespace Supply.Platform.Messaging;

/// <summary>How a handler took a message.</summary>
/// <param name="Error">Null: committed, now or before.</param>
/// <param name="Unavailable">The machine was at fault; it does not count as an attempt.</param>
public readonly record struct Verdict(Exception? Error, bool Unavailable)
{
    public static readonly Verdict Done = new(null, false);

    // A row that is not there when the context saves is missing because of the handler, as a rule, and stays so.
    public static Verdict Of(Exception e) => new(e, e is not DbUpdateConcurrencyException && Database.IsInfrastructure(e));
}

/// <summary>One handler of one service for one type of message: what the transports see of it.</summary>
public interface ISubscription
{
    string Service { get; }

    /// <summary><c>inventory-post-prescription</c>: its queue, and its identity in the inbox.</summary>
    string Handler { get; }

    string MessageType { get; }

    /// <summary>Since when the handler waits for its database; null while it works.</summary>
    DateTimeOffset? PausedSince { get; }

    /// <summary>
    /// Each message's effect, inbox row and outgoing rows commit together. One verdict for each message, in order; one that cannot
    /// be (<see cref="ImpossibleFactException"/>) is parked here and done with.
    /// </summary>
    Task<Verdict[]> Run(IReadOnlyList<Envelope> messages, CancellationToken ct);

    /// <summary>
    /// Takes facts of a snapshot or a replay, in groups as <see cref="Run"/> does. Their versions alone keep them from having
    /// an effect twice; there is no inbox row.
    /// </summary>
    Task<Verdict[]> Apply(IReadOnlyList<Envelope> facts, CancellationToken ct);

    /// <summary>Puts a message aside, with its error, in a transaction of its own.</summary>
    Task Park(Envelope message, Exception error, int attempts, CancellationToken ct);

    /// <summary>Runs a parked message again under its own id; with its success it is no longer parked.</summary>
    Task<Verdict> Replay(Guid messageId, CancellationToken ct);
}

/// <summary>
/// Runs a handler in inbox transactions. Messages that come together share one; when one of them fails each gets
/// its own, so a bad one harms only itself.
/// </summary>
public sealed partial class Subscription<TDb, TMessage, THandler>(
    string service, string name, IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : ISubscription
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    // A group holds SQLite's only write lock; readers and the counter's writers wait behind it.
    private const int GroupLimit = 200;
    private const int GroupRaces = 3;
    private const int Races = 10;
    private static readonly TimeSpan groupTime = TimeSpan.FromMilliseconds(100);

    public string Service => service;
    public string Handler { get; } = $"{service}-{name}";
    public string MessageType { get; } = typeof(TMessage).FullName!;
    public DateTimeOffset? PausedSince { get; private set; }

    public async Task<Verdict[]> Run(IReadOnlyList<Envelope> messages, CancellationToken ct)
    {
        var verdicts = new Verdict[messages.Count];
        for (var next = 0; next < messages.Count;)
        {
            var group = messages.Skip(next).Take(GroupLimit).ToList();
            var (done, error) = await TryRaces(group, GroupRaces, ct);
            if (error is null)
            {
                next += done;
                continue;
            }
            if (Verdict.Of(error).Unavailable && !Database.IsLostRace(error))
            {
                PausedSince ??= clock.Now();
                Array.Fill(verdicts, Verdict.Of(error), next, messages.Count - next);
                return verdicts;
            }
            foreach (var message in group)
                verdicts[next++] = await TryRaces([message], Races, ct) is (_, { } e) ? await Settle(message, e, ct) : Verdict.Done;
        }
        PausedSince = null;
        return verdicts;
    }

    /// <summary>What becomes of a message that failed alone: one that cannot be is parked and done with, any other is tried again.</summary>
    private async Task<Verdict> Settle(Envelope message, Exception error, CancellationToken ct)
    {
        if (error is not ImpossibleFactException)
            return Verdict.Of(error);
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

    public async Task Park(Envelope message, Exception error, int attempts, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var added = await db.Write(async () =>
        {
            if (await IsSettled(db, message.MessageId, ct))
                return false;
            db.Parked.Add(new ParkedMessage
            {
                MessageId = message.MessageId, Handler = Handler, Type = message.Type, Body = message.Body, Producer = message.Producer, CreatedAt = message.CreatedAt,
                CorrelationId = message.CorrelationId, CausationId = message.CausationId, TraceParent = message.TraceParent,
                ParkedAt = clock.Now(), Attempts = attempts, Error = Shorten(error.ToString()),
            });
            return true;
        }, ct);
        if (!added)
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
        var (_, error) = await TryCommit([parked.ToEnvelope()], replay: true, ct);
        return error is null ? Verdict.Done : Verdict.Of(error);
    }

    /// <summary>Copies of the service write the same rows: who loses tries again with what the winner left. That is no failure of the message.</summary>
    private async Task<(int Done, Exception? Error)> TryRaces(List<Envelope> group, int races, CancellationToken ct)
    {
        for (var race = 1; ; race++)
        {
            var (done, error) = await TryCommit(group, replay: false, ct);
            if (error is null || race == races || !Database.IsLostRace(error))
                return (done, error);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 10 * race)), clock, ct);
        }
    }

    private async Task<(int Done, Exception? Error)> TryCommit(List<Envelope> group, bool replay, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        try
        {
            var done = await Commit(group, replay, ct);
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

    private async Task<int> Commit(List<Envelope> group, bool replay, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var origin = scope.ServiceProvider.GetRequiredService<Origin>();
        var handler = scope.ServiceProvider.GetRequiredService<THandler>();
        (origin.Subject, origin.Role) = (Handler, "handler");
        var count = await db.Once(async () =>
        {
            var ids = group.Select(x => x.MessageId).ToArray();
            var before = db.Inbox.Where(x => ids.Contains(x.MessageId) && x.Handler == Handler).Select(x => x.MessageId);
            if (replay)
                await db.Parked.Where(x => ids.Contains(x.MessageId) && x.Handler == Handler).ExecuteDeleteAsync(ct);
            else
                before = before.Concat(db.Parked.Where(x => ids.Contains(x.MessageId) && x.Handler == Handler).Select(x => x.MessageId));
            var settled = (await before.ToListAsync(ct)).ToHashSet();
            var open = group.Where(x => settled.Add(x.MessageId)).ToList();
            var done = await Handle(db, origin, handler, open, ct);
            db.Inbox.AddRange(open.Take(done).Select(x => new InboxRow { MessageId = x.MessageId, Handler = Handler, At = clock.Now(), Outcome = "done" })); // a copy that took one of them at the same time meets the key, and the later one undoes its work
            return done == open.Count ? group.Count : group.IndexOf(open[done]);
        }, ct);
        CrashPoint.Reached("between-handlers");
        return count;
    }

    /// <returns>How many were handled when the group's time was up, at least one. What is saved together is saved by the caller.</returns>
    private async Task<int> Handle(TDb db, Origin origin, THandler handler, List<Envelope> messages, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var contents = messages.Select(x => MessageJson.Read<TMessage>(x.Body)).ToList();
        contents.ForEach(x => FactBounds.Require(x, clock.GetUtcNow()));
        var grouped = handler as IHandleGroup<TMessage>;
        if (grouped is not null)
            await grouped.Load(contents, ct);
        for (var done = 0; done < messages.Count; done++)
        {
            if (done > 0 && clock.GetElapsedTime(began) > groupTime)
                return done;
            var message = messages[done];
            (origin.CorrelationId, origin.CausationId) = (message.CorrelationId, message.MessageId);
            using var activity = SupplyDiagnostics.Source.StartActivity(Handler, ActivityKind.Consumer, message.TraceParent);
            activity?.SetTag("messaging.message.id", message.MessageId);
            RecentCauses.Add(service, activity);
            await handler.Handle(contents[done], ct);
            if (grouped is not null)
                continue;
            await db.SaveChangesAsync(ct); // the next message reads what this one wrote
            db.ChangeTracker.Clear();
        }
        return messages.Count;
    }

    private async Task<bool> IsSettled(TDb db, Guid messageId, CancellationToken ct) =>
        await db.Inbox.AnyAsync(x => x.MessageId == messageId && x.Handler == Handler, ct)
        || await db.Parked.AnyAsync(x => x.MessageId == messageId && x.Handler == Handler, ct);

    private static string Shorten(string error) => error.Length <= 2000 ? error : error[..2000];
}
