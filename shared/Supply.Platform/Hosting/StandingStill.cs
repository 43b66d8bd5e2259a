using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Platform.Hosting;

/// <summary>
/// What <c>/health/ready</c> names although the copy is ready: something waits for an operator while all else goes on. It names
/// no item, error or address: those are at <c>/{service}/ops/jobs</c>, <c>ops/set-aside</c> and <c>ops/messages/parked</c>.
/// </summary>
internal static class StandingStill
{
    private const int MostCounted = 10;

    public static async Task<IReadOnlyList<string>> In(SupplyDb db, IEnumerable<ScheduledJob> jobs, CancellationToken ct)
    {
        var found = new List<string>();
        foreach (var job in jobs.Where(x => x.Service == db.Service))
            if (await FailuresInARow(db, job.Name, ct) is > 0 and var times)
                found.Add($"job {job.Name}: failed {Say(times)}");
        foreach (var aside in await db.SetAside.GroupBy(x => x.Job).Select(x => new { x.Key, Count = x.Count() }).OrderBy(x => x.Key)
            .ToListAsync(ct))
            found.Add($"job {aside.Key}: {aside.Count} set aside");
        foreach (var parked in await db.Parked.GroupBy(x => x.Handler).Select(x => new { x.Key, Count = x.Count() }).OrderBy(x => x.Key)
            .ToListAsync(ct))
            found.Add($"{parked.Key}: {parked.Count} parked");
        return found;
    }

    private static string Say(int times) => times switch
    {
        1 => "in its last run",
        MostCounted => $"{times} or more times in a row",
        _ => $"{times} times in a row",
    };

    private static async Task<int> FailuresInARow(SupplyDb db, string job, CancellationToken ct)
    {
        var last = await db.JobRuns.Where(x => x.Job == job && (x.Status == "done" || x.Status == "failed"))
            .OrderByDescending(x => x.StartedAt).ThenByDescending(x => x.Id).Take(MostCounted).Select(x => x.Status).ToListAsync(ct);
        return last.TakeWhile(x => x == "failed").Count();
    }
}
