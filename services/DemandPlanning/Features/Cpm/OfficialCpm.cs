using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;

namespace Supply.DemandPlanning.Features.Cpm;

/// <summary>Which run of a month counts. One for each month and window, made so by central supply; all others are for looking.</summary>
internal static class OfficialCpm
{
    /// <summary>
    /// The official run of the month and window, of the newest month that has one where none is named. Where several windows of
    /// a month have one, the run that was made official last; of two made official at the same moment, the newer run.
    /// </summary>
    public static Task<CpmRun?> Find(PlanningDb db, int? asOf, int? window, CancellationToken ct) => db.CpmRuns.AsNoTracking()
        .Where(x => x.OfficialAt != null && (asOf == null || x.AsOf == asOf) && (window == null || x.Window == window))
        .OrderByDescending(x => x.AsOf).ThenByDescending(x => x.OfficialAt).ThenByDescending(x => x.Number).FirstOrDefaultAsync(ct);

    /// <summary>Why there is none: nothing was computed, or nothing was made official.</summary>
    public static async Task<Refusal> Missing(PlanningDb db, int? asOf, int? window, CancellationToken ct) =>
        await db.CpmRuns.AnyAsync(x => x.FinishedAt != null && (asOf == null || x.AsOf == asOf) && (window == null || x.Window == window),
            ct)
            ? Refusals.NotOfficial("asOf")
            : NotComputed;

    /// <summary>
    /// Of the finished runs over some months those whose values are not kept: all but the official one, the newest, and the newest
    /// that the schedule proposed while none is official. What is replaced once stays so.
    /// </summary>
    public static IEnumerable<CpmRun> Replaced(IEnumerable<CpmRun> sameMonths)
    {
        var newestFirst = sameMonths.OrderByDescending(x => x.Number).ToList();
        var proposed = newestFirst.Exists(x => x.OfficialAt is not null) ? null : newestFirst.Find(x => x.Origin == CpmRun.Scheduled);
        return newestFirst.Skip(1).Where(x => x.OfficialAt is null && x != proposed);
    }

    public static readonly Refusal NotComputed = Refusals.NotComputed();
}
