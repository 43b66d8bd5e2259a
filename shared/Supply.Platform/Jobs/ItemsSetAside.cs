using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

/// <summary>The list of items that a job has set aside, in its service's database.</summary>
internal static class ItemsSetAside
{
    private const int BatchSize = 200;
    private const int LongestError = 500;

    public static Task<List<string>> Listed(SupplyDb db, string job, CancellationToken ct) =>
        db.SetAside.Where(x => x.Job == job).Select(x => x.Item).ToListAsync(ct);

    public static async Task Write(SupplyDb db, string job, IReadOnlyDictionary<string, Exception?> changes, ILogger log)
    {
        foreach (var batch in changes.Chunk(BatchSize))
        {
            var added = await db.Write(() => Apply(db, job, batch), CancellationToken.None);
            db.ChangeTracker.Clear();
            foreach (var (item, error) in added)
                log.LogError(error, "Job {Service}/{Job} sets {Item} aside and goes on", db.Service, job, item);
        }
    }

    /// <returns>Those that were not listed before.</returns>
    private static async Task<List<KeyValuePair<string, Exception?>>> Apply(
        SupplyDb db, string job, KeyValuePair<string, Exception?>[] changes)
    {
        var items = changes.Select(x => x.Key).ToArray();
        var known = await db.SetAside.Where(x => x.Job == job && items.Contains(x.Item)).ToDictionaryAsync(x => x.Item);
        var room = JobProgress.MostListed - await db.SetAside.CountAsync(x => x.Job == job);
        var now = db.Origin.Clock.Now();
        var added = new List<KeyValuePair<string, Exception?>>();
        foreach (var change in changes)
        {
            var row = known.GetValueOrDefault(change.Key);
            if (change.Value is not { } error)
            {
                if (row is not null)
                    db.SetAside.Remove(row);
            }
            else if (row is not null)
            {
                (row.Error, row.LastAt) = (Describe(error), now);
                row.Times++;
            }
            else if (room-- > 0)
            {
                db.SetAside.Add(
                    new SetAsideRow { Job = job, Item = change.Key, Error = Describe(error), FirstAt = now, LastAt = now, Times = 1 });
                added.Add(change);
            }
        }
        return added;
    }

    private static string Describe(Exception e)
    {
        var text = $"{e.GetType().Name}: {e.Message}";
        if (e.InnerException is { } cause)
            text += $" ({cause.GetType().Name}: {cause.Message})";
        return text.Length > LongestError ? text[..LongestError] : text;
    }
}
