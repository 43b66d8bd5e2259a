using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Platform.Operations;

/// <summary>Who did what.</summary>
public static class AuditOperations
{
    public sealed record AuditView(Guid Id, DateTimeOffset At, string Subject, string Role, string Action, string Document, string? Detail,
        Guid CorrelationId);

    /// <param name="from">UTC date; <paramref name="to"/> likewise, both included.</param>
    /// <param name="newest">Newest first.</param>
    internal static async Task<Reply<Page<AuditView>>> ListAudit<TDb>(TDb db, string? document, string? action, string? subject,
        DateOnly? from, DateOnly? to, bool? newest, Guid? after, int? limit, CancellationToken ct)
        where TDb : SupplyDb =>
        Pages.Limit(limit).Refused(out var why, out var size)
            ? why
            : await Read(db, new(document, action, subject, from, to, after, newest == true), size, ct);

    internal static async Task<Page<AuditView>> Read(SupplyDb db, AuditQuery asked, int size, CancellationToken ct)
    {
        var rows = db.AuditTrail.AsNoTracking();
        if (asked.Document is { } document)
            rows = rows.Where(x => x.Document == document);
        if (asked.Action is { } action)
            rows = rows.Where(x => x.Action == action);
        if (asked.Subject is { } subject)
            rows = rows.Where(x => x.Subject == subject);
        if (asked.From is { } from)
            rows = rows.Where(x => x.Day >= from);
        if (asked.To is { } to)
            rows = rows.Where(x => x.Day <= to);
        if (asked.After is { } after)
            rows = asked.Newest ? rows.Where(x => x.Id.CompareTo(after) < 0) : rows.Where(x => x.Id.CompareTo(after) > 0);
        rows = asked.Newest ? rows.OrderByDescending(x => x.Id) : rows.OrderBy(x => x.Id);
        var page = await rows.Take(size + 1)
            .Select(x => new AuditView(x.Id, x.At, x.Subject, x.Role, x.Action, x.Document, x.Detail, x.CorrelationId)).ToListAsync(ct);
        return Pages.Of(page, size, x => x.Id.ToString());
    }
}
