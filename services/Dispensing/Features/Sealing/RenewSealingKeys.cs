using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Sealing;

/// <summary>
/// Deletes sealing keys that nobody's device can still need, and protects the others by the newest of the patients' keys.
/// </summary>
public sealed class RenewSealingKeys(DispensingDb db, PatientKeys ring) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct) => progress.Did(await db.Write(async () =>
    {
        var (now, done) = (db.Origin.Clock.Now(), 0);
        foreach (var key in await db.SealingKeys.ToListAsync(ct))
        {
            var before = key.ProtectedBy;
            if (SealingKeys.ValidUntil(key) < now)
                db.SealingKeys.Remove(key);
            else
                SealingKeys.Renew(key, ring);
            if (key.ProtectedBy != before || SealingKeys.ValidUntil(key) < now)
                done++;
        }
        return done;
    }, ct));
}
