using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Operations;

/// <summary>Messages that a handler could not take.</summary>
public static class ParkedOperations
{
    public sealed record ParkedView(Guid Id, string Handler, string Type, string Producer, DateTimeOffset CreatedAt,
        DateTimeOffset ParkedAt, int Attempts, string Error, Guid CorrelationId);

    internal static async Task<Reply<Page<ParkedView>>> ListParked<TDb>(TDb db, string? handler, string? after, int? limit,
        CancellationToken ct)
        where TDb : SupplyDb
    {
        var parked = db.Parked.AsNoTracking();
        if (Pages.Limit(limit).Refused(out var why, out var size) || (why = After(ref parked, after)) is not null)
            return why;
        var rows = await parked.Where(x => handler == null || x.Handler == handler)
            .OrderBy(x => x.MessageId).ThenBy(x => x.Handler).Take(size + 1)
            .Select(x =>
                new ParkedView(x.MessageId, x.Handler, x.Type, x.Producer, x.CreatedAt, x.ParkedAt, x.Attempts, x.Error, x.CorrelationId))
                .ToListAsync(ct);
        return Pages.Of(rows, size, x => $"{x.Id}_{x.Handler}");
    }

    /// <summary>Those that follow the last one seen of a list; <c>request.after</c>.</summary>
    internal static Refusal? After(ref IQueryable<ParkedMessage> parked, string? after)
    {
        if (after is null)
            return null;
        if (after.Split('_', 2) is not [var id, var by] || !Guid.TryParse(id, out var last))
            return Refusal.Invalid("request.after", "Ese cursor no salió de esta lista.", "after");
        parked = parked.Where(x => x.MessageId.CompareTo(last) >= 0 && (x.MessageId != last || x.Handler.CompareTo(by) > 0));
        return null;
    }

    /// <param name="Document">What the message tells of: its members up to the version.</param>
    public sealed record ParkedMessageView(Guid Id, string Handler, string Type, string Producer, string Document, JsonElement Body,
        DateTimeOffset CreatedAt, DateTimeOffset ParkedAt, int Attempts, string Error, Guid CorrelationId, Guid? CausationId);

    internal static async Task<Reply<ParkedMessageView>> GetParked<TDb>(Guid id, string? handler, TDb db, CancellationToken ct)
        where TDb : SupplyDb
    {
        if ((await Find(db, id, handler, ct)).Refused(out var why, out var x))
            return why;
        var body = JsonSerializer.Deserialize<JsonElement>(x.Body);
        return new ParkedMessageView(x.MessageId, x.Handler, x.Type, x.Producer, DocumentOf(body), body, x.CreatedAt, x.ParkedAt,
            x.Attempts, x.Error, x.CorrelationId, x.CausationId);
    }

    private static string DocumentOf(JsonElement body)
    {
        var members = body.EnumerateObject().ToList();
        var key = members.FindIndex(x => x.Name == "version") is > 0 and var version ? members.Take(version) : members.Take(1);
        return string.Join(' ', key.Select(x => x.Value.ToString()));
    }

    public sealed record Settled(Guid Id, string Handler, [OneOf("done", "parked", "discarded")] string Outcome, string? Error = null);

    internal static async Task<Reply<Settled>> Replay<TDb>(Guid id, string? handler, TDb db, IEnumerable<ISubscription> subscriptions,
        CancellationToken ct)
        where TDb : SupplyDb
    {
        if ((await Find(db, id, handler, ct)).Refused(out var why, out var parked))
            return why;
        if (subscriptions.SingleOrDefault(x => x.Service == db.Service && x.Handler == parked.Handler) is not { } subscription)
            return Refusal.Conflict("ops.no-such-handler", $"Ya no existe {parked.Handler}; el mensaje solo se puede descartar.");
        var verdict = await Try(db, id, subscription, ct);
        return new Settled(id, parked.Handler, verdict.Error is null ? "done" : "parked", verdict.Error?.Message);
    }

    /// <summary>Runs it again, and writes down who had it done where that succeeds.</summary>
    internal static async Task<Verdict> Try(SupplyDb db, Guid id, ISubscription subscription, CancellationToken ct)
    {
        var verdict = await subscription.Replay(id, ct);
        if (verdict.Error is null)
            await db.Write(() => { db.Audit("message.replayed", id.ToString(), subscription.Handler); return Task.CompletedTask; }, ct);
        return verdict;
    }

    internal static async Task<Reply<Settled>> Discard<TDb>(Guid id, string? handler, TDb db, CancellationToken ct) where TDb : SupplyDb =>
        await db.Write<Outcome<Settled>>(async () =>
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
            _ => Refusal.Invalid("ops.several-handlers",
                $"Varios receptores apartaron el mensaje; indique handler: {string.Join(", ", found.Select(x => x.Handler))}.", "handler"),
        };
    }
}
