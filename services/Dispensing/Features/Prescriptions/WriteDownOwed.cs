using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>What prescriptions owe that were recorded before that was written down.</summary>
public sealed class WriteDownOwed(DispensingDb db) : ISupplyJob
{
    internal const int AtOnce = 200;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        for (var done = AtOnce; done == AtOnce; progress.Did(done))
        {
            done = await db.Write(() => Some(ct), ct);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<int> Some(CancellationToken ct)
    {
        var rows = await db.Prescriptions.Where(x => x.Owed == null).OrderBy(x => x.Id).Take(AtOnce).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(x => x.Id)];
        var stored = (await db.OwedPieces.Where(x => ids.Contains(x.Prescription)).ToListAsync(ct)).ToLookup(x => x.Prescription);
        foreach (var row in rows)
            KeepOwed.Set(db, row, [.. stored[row.Id]]);
        return rows.Count;
    }
}
