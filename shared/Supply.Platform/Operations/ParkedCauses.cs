using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Operations;

/// <summary>Parked messages by what stopped them, and all of one cause tried again.</summary>
public static partial class ParkedCauses
{
    private const int LongestCause = 300;

    /// <param name="Cause">The first line of the error with ids and numbers left out: the same for all that one fault has stopped.</param>
    /// <param name="Example">The message that has been parked longest.</param>
    public sealed record CauseView(
        string Handler, string Type, string Cause, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, Guid Example);

    /// <param name="Done">Taken by their handlers, and no longer parked.</param>
    /// <param name="Parked">Tried and still parked.</param>
    /// <param name="Next">Pass it as <c>after</c> for those that were not tried yet; null: there are none.</param>
    public sealed record ReplayedView(int Done, int Parked, string? Next);

    internal static async Task<Reply<Page<CauseView>>> ListCauses<TDb>(TDb db, CancellationToken ct) where TDb : SupplyDb
    {
        var groups = new Dictionary<(string Handler, string Type, string Cause), CauseView>();
        var rows = db.Parked.AsNoTracking().OrderBy(x => x.MessageId)
            .Select(x => new { x.MessageId, x.Handler, x.Type, x.ParkedAt, Error = x.Error.Substring(0, LongestCause) });
        await foreach (var x in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var key = (x.Handler, x.Type, Cause(x.Error));
            groups[key] = !groups.TryGetValue(key, out var seen)
                ? new(x.Handler, x.Type, key.Item3, 1, x.ParkedAt, x.ParkedAt, x.MessageId)
                : seen with
                {
                    Count = seen.Count + 1,
                    FirstAt = x.ParkedAt < seen.FirstAt ? x.ParkedAt : seen.FirstAt,
                    LastAt = x.ParkedAt > seen.LastAt ? x.ParkedAt : seen.LastAt,
                    Example = x.ParkedAt < seen.FirstAt ? x.MessageId : seen.Example,
                };
        }
        return new Page<CauseView>([.. groups.Values.OrderByDescending(x => x.Count).ThenBy(x => x.Handler, StringComparer.Ordinal)], null);
    }

    /// <param name="cause">As the list of causes says it; absent: whatever stopped them.</param>
    /// <param name="limit">How many are tried, one after the other, before the answer.</param>
    internal static async Task<Reply<ReplayedView>> ReplayMany<TDb>(string? handler, string? type, string? cause, string? after, int? limit,
        TDb db, IEnumerable<ISubscription> subscriptions, CancellationToken ct)
        where TDb : SupplyDb
    {
        var rows = db.Parked.AsNoTracking();
        if (Pages.Limit(limit).Refused(out var why, out var size) || (why = ParkedOperations.After(ref rows, after)) is not null)
            return why;
        var asked = rows.Where(x => (handler == null || x.Handler == handler) && (type == null || x.Type == type))
            .OrderBy(x => x.MessageId).ThenBy(x => x.Handler)
            .Select(x => new { x.MessageId, x.Handler, Error = x.Error.Substring(0, LongestCause) });
        var tried = new List<(Guid Id, string Handler)>();
        await foreach (var x in asked.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (cause is not null && Cause(x.Error) != cause)
                continue;
            tried.Add((x.MessageId, x.Handler));
            if (tried.Count > size)
                break;
        }
        var next = tried.Count > size ? $"{tried[size - 1].Id}_{tried[size - 1].Handler}" : null;
        var done = 0;
        foreach (var (id, by) in tried.Take(size))
            if (subscriptions.SingleOrDefault(x => x.Service == db.Service && x.Handler == by) is { } subscription
                && (await ParkedOperations.Try(db, id, subscription, ct)).Error is null)
                done++;
        return new ReplayedView(done, Math.Min(tried.Count, size) - done, next);
    }

    private static string Cause(string error) => Particular().Replace(error.Split('\n')[0].Trim(), "…");

    // Ids, and numbers that stand by themselves: those within a name are part of it.
    [GeneratedRegex(@"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|\b[0-9][0-9.,:-]*\b")]
    private static partial Regex Particular();
}
