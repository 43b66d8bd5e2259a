using Microsoft.EntityFrameworkCore;
using Supply.Contracts.DemandPlanning;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Features.Demand;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Cpm;

/// <summary>
/// Brings unfinished runs to their end, oldest first: facility by facility, then the sums clave by clave. Each transaction
/// says how far it got, so that a run interrupted anywhere goes on from there and ends with the same rows.
/// </summary>
public sealed class ComputeCpm(PlanningDb db, FillBook<PlanningDb> fills, TimeProvider clock) : ISupplyJob
{
    private const int RowsAtOnce = 500;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        if (await fills.Waits(db, progress, ct))
            return;
        while (await db.CpmRuns.AsNoTracking().Where(x => x.FinishedAt == null).OrderBy(x => x.Number).FirstOrDefaultAsync(ct) is { } run)
        {
            if (!run.FacilitiesAreDone)
                await Facilities(run, progress, ct);
            await SumCpm.Run(db, run.Id, ct);
            await Finish(run.Id, ct);
            progress.Did(0, $"CPM {Consumption.MonthOf(run.AsOf)} over {run.Window} months");
        }
        await DropReplaced(ct);
        progress.Did(await TakeCpm.IntoOpenEditions(db, ct));
    }

    private async Task Facilities(CpmRun run, JobProgress progress, CancellationToken ct)
    {
        var last = run.LastFacility;
        while (await db.PairMonths.Where(x => x.Facility.CompareTo(last) > 0).Select(x => (string?)x.Facility).MinAsync(ct) is { } facility)
        {
            var values = await FacilityCpm.Compute(db, run, facility, ct);
            var chunks = values.Chunk(RowsAtOnce).ToList();
            for (var i = 0; i < chunks.Count; i++)
                await Store(run.Id, facility, chunks[i], first: i == 0, all: i == chunks.Count - 1 ? values : null, ct);
            progress.Did(values.Count);
            last = facility;
        }
        await Advance(run.Id, x => x.FacilitiesAreDone = true, ct);
    }

    private Task Store(Guid run, string facility, CpmValue[] chunk, bool first, List<CpmValue>? all, CancellationToken ct) => Advance(run, async row =>
    {
        if (first)
            await db.CpmValues.Where(x => x.Run == run && x.Level == CpmValue.Facility && x.Code == facility).ExecuteDeleteAsync(ct);
        db.CpmValues.AddRange(chunk);
        if (all is null)
            return;
        (row.LastFacility, row.FacilitiesDone) = (facility, row.FacilitiesDone + 1);
        row.Computed += all.Sum(x => x.Computed);
        row.Insufficient += all.Sum(x => x.Insufficient);
        row.FromDemand += all.Sum(x => x.FromDemand);
    }, ct);

    private Task Finish(Guid id, CancellationToken ct) => Advance(id, run =>
    {
        var now = clock.Now();
        run.FinishedAt = now;
        db.Enqueue(new CpmComputed(run.Id, 1, now, now, Zones.DateAt(now, Zones.Default), Consumption.MonthOf(run.AsOf).ToString(), run.Window,
            Domain.Cpm.Rule, run.Computed, run.Insufficient, run.FromDemand));
    }, ct);

    private Task Advance(Guid id, Action<CpmRun> change, CancellationToken ct) => Advance(id, run => { change(run); return Task.CompletedTask; }, ct);

    private async Task Advance(Guid id, Func<CpmRun, Task> change, CancellationToken ct)
    {
        await db.Write(async () =>
        {
            var run = await db.CpmRuns.SingleAsync(x => x.Id == id, ct);
            run.Version++;
            await change(run);
        }, ct);
        db.ChangeTracker.Clear();
    }

    // The rows of the runs stay as a record.
    private async Task DropReplaced(CancellationToken ct)
    {
        var finished = await db.CpmRuns.AsNoTracking().Where(x => x.FinishedAt != null && !x.Dropped).ToListAsync(ct);
        foreach (var run in finished.GroupBy(x => (x.AsOf, x.Window)).SelectMany(OfficialCpm.Replaced))
        {
            foreach (var level in (string[])[CpmValue.Nation, CpmValue.OfState, CpmValue.Buyer, CpmValue.Facility])
                while (await db.CpmValues.Where(x => x.Run == run.Id && x.Level == level).Select(x => (string?)x.Code).MinAsync(ct) is { } code)
                    await db.Write(() => db.CpmValues.Where(x => x.Run == run.Id && x.Level == level && x.Code == code).ExecuteDeleteAsync(ct), ct);
            await Advance(run.Id, x => x.Dropped = true, ct);
        }
    }
}
