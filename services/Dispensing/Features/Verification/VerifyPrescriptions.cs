using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Verification;

/// <summary>
/// Finds prescriptions that were being recorded while the catalogue's message was handled: neither saw the other, and
/// no message will come again. What it looks through grows with the catalogue, not with the prescriptions.
/// </summary>
public sealed class VerifyPrescriptions(DispensingDb db) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var claves = await db.Items.Where(x => db.UnknownCodes.Any(u => u.Code == x.Clave)).Select(x => x.Clave).ToListAsync(ct);
        var facilities = await db.Facilities.Where(x => x.Latest && db.UnknownCodes.Any(u => u.Code == x.Code)).Select(x => x.Code)
            .ToListAsync(ct);
        var predecessors = await db.Predecessors.Where(x => db.UnknownCodes.Any(u => u.Code == x.Code)).Select(x => x.Code).ToListAsync(ct);
        foreach (var code in claves.Concat(facilities).Concat(predecessors))
            await progress.Try(code, () => Verify(code, progress, ct));
    }

    private async Task Verify(string code, JobProgress progress, CancellationToken ct)
    {
        int done;
        do
        {
            done = await db.Write(() => CodeVerification.Verify(db, code, ct), ct);
            db.ChangeTracker.Clear();
            progress.Did(done, $"{code} verified");
        }
        while (done == CodeVerification.Limit);
    }
}
