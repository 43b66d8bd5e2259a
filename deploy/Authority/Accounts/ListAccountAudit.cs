using Microsoft.EntityFrameworkCore;
using Supply.Authority.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Operations;

namespace Supply.Authority.Accounts;

internal static class ListAccountAudit
{
    /// <param name="document">A user name: what was done to the account.</param>
    /// <param name="by">A user name: what the person did.</param>
    /// <param name="after">The last row that was seen; older ones follow.</param>
    public static async Task<Reply<Page<AuditOperations.AuditView>>> Handle(IdentityDb db, string? document, string? by, string? action,
        DateOnly? from, DateOnly? to, Guid? after, int? limit, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = await db.AuditTrail.AsNoTracking()
            .Where(x => (document == null || x.Document == document) && (by == null || x.Subject == by)
                && (action == null || x.Action == action))
            .Where(x => (from == null || x.Day >= from) && (to == null || x.Day <= to))
            .Where(x => after == null || x.Id.CompareTo(after.Value) < 0).OrderByDescending(x => x.Id).Take(size + 1)
            .Select(x => new AuditOperations.AuditView(x.Id, x.At, x.Subject, x.Role, x.Action, x.Document, x.Detail, x.CorrelationId))
            .ToListAsync(ct);
        return Pages.Of(rows, size, x => x.Id.ToString());
    }
}
