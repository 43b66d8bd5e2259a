using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;

namespace Supply.Platform.Persistence;

// How messages are entered in the inbox.
public sealed partial record Database
{
    /// <summary>
    /// Enters those of the messages that the handler has neither taken nor given up before, nor parked, with one statement. A copy of the
    /// service that enters one of them at the same time waits until this transaction ends.
    /// </summary>
    /// <returns>Those that were entered.</returns>
    internal static async Task<HashSet<Guid>> EnterInbox(SupplyDb db, string handler, IEnumerable<Guid> messages, CancellationToken ct)
    {
        Guid[] ids = [.. messages.Distinct().Order()];
        var at = db.Origin.Clock.Now();
        if (db.Database.IsSqlServer())
            return await EnterOnSqlServer(db, handler, ids, at, ct);
        var entered = db.Database.IsNpgsql()
            ? db.Database.SqlQuery<Guid>($"""
                INSERT INTO inbox (message_id, handler, "at", outcome)
                SELECT id, {handler}, {at.UtcTicks}, 'done' FROM unnest({ids}) AS id
                WHERE NOT EXISTS (SELECT FROM parked WHERE message_id = id AND handler = {handler})
                ORDER BY id ON CONFLICT DO NOTHING RETURNING message_id AS "Value"
                """)
            : db.Database.SqlQuery<Guid>($"""
                INSERT INTO inbox (message_id, handler, "at", outcome)
                SELECT value, {handler}, {at.UtcTicks}, 'done' FROM json_each({AsTexts(ids)}) AS ids
                WHERE NOT EXISTS (SELECT 1 FROM parked WHERE message_id = ids.value AND handler = {handler})
                ORDER BY value ON CONFLICT DO NOTHING RETURNING message_id AS "Value"
                """);
        return [.. await entered.ToListAsync(ct)];
    }

    /// <summary>Those of the messages that the handler has taken or given up before, or parked.</summary>
    internal static IQueryable<Guid> SettledIn(SupplyDb db, string handler, Guid[] ids) =>
        db.Inbox.Where(x => ids.Contains(x.MessageId) && x.Handler == handler).Select(x => x.MessageId)
            .Concat(db.Parked.Where(x => ids.Contains(x.MessageId) && x.Handler == handler).Select(x => x.MessageId));

    private static async Task<HashSet<Guid>> EnterOnSqlServer(
        SupplyDb db, string handler, Guid[] ids, DateTimeOffset at, CancellationToken ct)
    {
        var settled = await SettledIn(db, handler, ids).ToListAsync(ct);
        Guid[] entered = [.. ids.Except(settled)];
        db.Inbox.AddRange(entered.Select(x => new InboxRow { MessageId = x, Handler = handler, At = at, Outcome = "done" }));
        await db.SaveChangesAsync(ct);
        return [.. entered];
    }

    // as Entity Framework stores them in SQLite
    private static string AsTexts(Guid[] ids) => JsonSerializer.Serialize(ids.Select(x => x.ToString().ToUpperInvariant()));
}
