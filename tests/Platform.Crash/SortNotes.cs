using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Samples;

/// <summary>Does five items, each by itself.</summary>
public sealed class SortNotes(AlphaDb db, Runs runs) : ISupplyJob
{
    public static readonly string[] Items = ["a", "b", "c", "d", "e"];

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        foreach (var item in Items)
            if (await progress.Try(item, () => Sort(item, ct)))
                progress.Did(1);
    }

    private async Task Sort(string item, CancellationToken ct)
    {
        if (runs.Faults.TryGetValue(item, out var fault))
            await fault(db, ct);
        await db.Write(async () => (await Effects.Count(db, db.Effects, Guid.Empty, "sort-" + item, ct)).Times, ct);
    }
}
