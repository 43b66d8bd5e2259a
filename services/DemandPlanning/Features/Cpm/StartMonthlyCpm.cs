using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Jobs;

namespace Supply.DemandPlanning.Features.Cpm;

/// <summary>Starts the run of the last closed month once, where anything was dispensed at all, and proposes it to central supply.</summary>
public sealed class StartMonthlyCpm(PlanningDb db, TimeProvider clock) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var asOf = StartCpmRun.LastClosed(clock);
        var last = Consumption.Key(asOf);
        if (!await db.PairMonths.AnyAsync(x => x.Month <= last, ct)
            || await db.CpmRuns.AnyAsync(x => x.AsOf == last && x.Window == Domain.Cpm.DefaultWindow
                && (x.Origin == CpmRun.Scheduled || x.OfficialAt != null), ct))
            return;
        await StartCpmRun.Start(db, asOf, Domain.Cpm.DefaultWindow, CpmRun.Scheduled, ct);
        progress.Did(1, $"CPM {asOf}");
    }
}
