using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;

namespace Supply.Platform.Messaging;

/// <summary>One transaction of a handler: a group of messages, what they change, their inbox rows and what they send.</summary>
internal sealed class HandlerTransaction<TDb, TMessage,
    THandler>(string service, string handlerName, IServiceScopeFactory scopes, TimeProvider clock)
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    // A group holds SQLite's only write lock; readers and the counter's writers wait behind it.
    private static readonly TimeSpan groupTime = TimeSpan.FromMilliseconds(100);

    /// <param name="alone">No other copy of the service handles a group of this handler with <paramref name="alone"/> meanwhile.</param>
    /// <returns>How many of the group are done: all, or those until the group's time was up.</returns>
    public async Task<int> Commit(List<Envelope> group, Inbox inbox, bool alone, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var origin = scope.ServiceProvider.GetRequiredService<Origin>();
        var handler = scope.ServiceProvider.GetRequiredService<THandler>();
        (origin.Subject, origin.Role) = (handlerName, "handler");
        var count = await db.Once(async () =>
        {
            if (alone)
                await db.LockByName("group " + handlerName, ct);
            var open = await Open(db, group, inbox, ct);
            if (open.Count == 0)
                return group.Count;
            var done = await Handle(db, origin, handler, scope.ServiceProvider.GetRequiredService<RecentCauses>(), open, ct);
            if (done == open.Count)
                return group.Count;
            if (inbox != Inbox.Read)
            {
                var later = open.Skip(done).Select(x => x.MessageId).ToArray();
                await db.Inbox.Where(x => later.Contains(x.MessageId) && x.Handler == handlerName).ExecuteDeleteAsync(ct);
            }
            return group.IndexOf(open[done]);
        }, ct);
        CrashPoint.Reached("between-handlers");
        return count;
    }

    /// <summary>
    /// Those of the group that are to be handled, entered in the inbox: not taken or given up before, nor parked and not replayed now.
    /// </summary>
    private async Task<List<Envelope>> Open(TDb db, List<Envelope> group, Inbox inbox, CancellationToken ct)
    {
        var ids = group.Select(x => x.MessageId).ToArray();
        if (inbox == Inbox.Read)
        {
            var settled = await Database.SettledIn(db, handlerName, ids).ToListAsync(ct);
            return group.FindAll(x => !settled.Contains(x.MessageId));
        }
        if (inbox == Inbox.Replayed)
            await db.Parked.Where(x => ids.Contains(x.MessageId) && x.Handler == handlerName).ExecuteDeleteAsync(ct);
        var entered = await Database.EnterInbox(db, handlerName, ids, ct);
        return group.FindAll(x => entered.Remove(x.MessageId)); // one that comes twice in the group is handled once
    }

    /// <returns>
    /// How many were handled: all that are saved together, which the caller does, or those until the group's time was up, at least one.
    /// </returns>
    private async Task<int> Handle(
        TDb db, Origin origin, THandler handler, RecentCauses causes, List<Envelope> messages, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var contents = messages.Select(x => MessageJson.Read<TMessage>(x.Body)).ToList();
        contents.ForEach(x => FactBounds.Require(x, clock.GetUtcNow()));
        var grouped = handler as IHandleGroup<TMessage>;
        if (grouped is not null)
            await grouped.Load(contents, ct);
        var done = 0;
        for (; done < messages.Count; done++)
        {
            if (grouped is null && done > 0 && clock.GetElapsedTime(began) > groupTime)
                break;
            var message = messages[done];
            (origin.CorrelationId, origin.CausationId) = (message.CorrelationId, message.MessageId);
            using var activity = SupplyDiagnostics.Source.StartActivity(handlerName, ActivityKind.Consumer, message.TraceParent);
            activity?.SetTag("messaging.message.id", message.MessageId);
            causes.Add(service, activity);
            await handler.Handle(contents[done], ct);
            if (grouped is not null)
                continue;
            await db.SaveChangesAsync(ct); // the next message reads what this one wrote
            db.ChangeTracker.Clear();
        }
        if (grouped is not null)
            await grouped.Complete(ct);
        return done;
    }
}
