using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

/// <summary>What a run has done so far and what it could not do, for people who look.</summary>
/// <param name="listed">Items that earlier runs of the job set aside.</param>
/// <param name="forget">Makes the job's own DbContext forget what a failed item left in it.</param>
public sealed class JobProgress(IEnumerable<string> listed, Action forget)
{
    /// <summary>So many items of a job are listed with their errors; what fails beyond them is only counted.</summary>
    internal const int MostListed = 1000;

    private const int LongestItem = 200;

    private readonly Lock gate = new();
    private readonly HashSet<string> failed = [];
    private readonly HashSet<string> clearable = [.. listed];
    private Dictionary<string, Exception?> unwritten = []; // null: it was done
    private long beyond;

    public JobProgress() : this([], () => { })
    {
    }

    public long Items { get; private set; }
    public string? Note { get; private set; }

    /// <summary>How many items this run could not do.</summary>
    public long ItemsSetAside
    {
        get
        {
            lock (gate)
                return failed.Count + beyond;
        }
    }

    public void Did(long items, string? note = null)
    {
        Items += items;
        Note = note ?? Note;
    }

    /// <summary>
    /// Does one item. What it throws sets the item aside, and the job goes on with the next; an item that is done is no longer
    /// listed. Work that writes reads inside the call: after a failure the job's DbContext is emptied, so rows that were loaded
    /// before are no longer tracked. A cancellation, and a fault of database, network or disk, is thrown on: it says nothing
    /// about the item.
    /// </summary>
    /// <param name="item">
    /// A key by which an operator finds it, the same in each run: <c>HGIMB000011 010.000.0104.00</c>. Nothing of a patient.
    /// </param>
    /// <returns>It was done.</returns>
    public async Task<bool> Try(string item, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!Database.IsInfrastructure(e))
        {
            SetAside(item, e);
            return false;
        }
        Done(item);
        return true;
    }

    /// <summary>For a job that catches by itself; <see cref="Try"/> is the usual way.</summary>
    public void SetAside(string item, Exception e)
    {
        item = Shorten(item);
        forget();
        lock (gate)
        {
            if (failed.Count == MostListed && !failed.Contains(item))
            {
                beyond++;
                return;
            }
            failed.Add(item);
            clearable.Add(item);
            unwritten[item] = e;
        }
    }

    /// <summary>The item is no longer set aside.</summary>
    public void Done(string item)
    {
        item = Shorten(item);
        lock (gate)
        {
            if (!clearable.Remove(item))
                return;
            failed.Remove(item);
            unwritten[item] = null;
        }
    }

    /// <summary>What has changed since the last call: the error by item, null where the item was done.</summary>
    internal IReadOnlyDictionary<string, Exception?> TakeChanges()
    {
        lock (gate)
        {
            var changes = unwritten;
            unwritten = [];
            return changes;
        }
    }

    private static string Shorten(string item) => item.Length > LongestItem ? item[..LongestItem] : item;
}
