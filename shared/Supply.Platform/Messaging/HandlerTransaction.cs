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
            var settled = await Settled(db, group, inbox, ct);
            var open = group.Where(x => inbox == Inbox.Read ? !settled.Contains(x.MessageId) : settled.Add(x.MessageId)).ToList();
            var done = await Handle(db, origin, handler, scope.ServiceProvider.GetRequiredService<RecentCauses>(), open, ct);
            if (inbox != Inbox.Read) // a copy that took one of them at the same time meets the key, and the later one undoes its work
                db.Inbox.AddRange(open.Take(done)
                    .Select(x => new InboxRow { MessageId = x.MessageId, Handler = handlerName, At = clock.Now(), Outcome = "done" }));
            return done == open.Count ? group.Count : group.IndexOf(open[done]);
        }, ct);
        CrashPoint.Reached("between-handlers");
        return count;
    }

    /// <summary>Those of the group that are not to be handled: taken or given up before, or parked and not replayed now.</summary>
    private async Task<HashSet<Guid>> Settled(TDb db, List<Envelope> group, Inbox inbox, CancellationToken ct)
    {
        var ids = group.Select(x => x.MessageId).ToArray();
        var settled = db.Inbox.Where(x => ids.Contains(x.MessageId) && x.Handler == handlerName).Select(x => x.MessageId);
        if (inbox == Inbox.Replayed)
            await db.Parked.Where(x => ids.Contains(x.MessageId) && x.Handler == handlerName).ExecuteDeleteAsync(ct);
        else
            settled = settled.Concat(db.Parked.Where(x => ids.Contains(x.MessageId) && x.Handler == handlerName).Select(x => x.MessageId));
        return [.. await settled.ToListAsync(ct)];
    }

    /// <returns>How many were handled when the group's time was up, at least one. What is saved together is saved by the caller.</returns>
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
            if (done > 0 && clock.GetElapsedTime(began) > groupTime)
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
