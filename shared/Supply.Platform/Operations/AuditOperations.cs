using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Platform.Operations;

/// <summary>Who did what.</summary>
public static class AuditOperations
{
    public sealed record AuditView(Guid Id, DateTimeOffset At, string Subject, string Role, string Action, string Document, string? Detail,
        Guid CorrelationId);

    internal static async Task<Reply<Page<AuditView>>> ListAudit<TDb>(TDb db, string? document, string? action, string? subject,
        Guid? after, int? limit, CancellationToken ct)
        where TDb : SupplyDb
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = await db.AuditTrail.AsNoTracking()
            .Where(x => (document == null || x.Document == document) && (action == null || x.Action == action)
                && (subject == null || x.Subject == subject))
            .Where(x => after == null || x.Id.CompareTo(after.Value) > 0).OrderBy(x => x.Id).Take(size + 1)
            .Select(x => new AuditView(x.Id, x.At, x.Subject, x.Role, x.Action, x.Document, x.Detail, x.CorrelationId)).ToListAsync(ct);
        return Pages.Of(rows, size, x => x.Id.ToString());
    }
}
