using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Citizens;

/// <summary>Forgets reports that came more than two years ago, in small pieces.</summary>
public sealed class PruneCitizenReports(DispensingDb db, TimeProvider clock) : ISupplyJob
{
    public const int KeptDays = 730;

    private const int Batch = 500;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var before = clock.Now().AddDays(-KeptDays);
        while (await db.CitizenReports.Where(x => x.ReceivedAt < before).OrderBy(x => x.ReceivedAt).ThenBy(x => x.Id).Take(Batch)
            .Select(x => x.Id).ToListAsync(ct) is { Count: > 0 } old)
            progress.Did(await db.Write(() => db.CitizenReports.Where(x => old.Contains(x.Id)).ExecuteDeleteAsync(ct), ct),
                $"before {before:yyyy-MM-dd}");
    }
}
