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
public sealed class ComputeCpm(PlanningDb db, FillStatus<PlanningDb> fills, TimeProvider clock) : ISupplyJob
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
            await SumCpm.Run(db, run.Id, progress, ct);
            await Finish(run.Id, ct);
            progress.Did(0, $"CPM {Consumption.MonthOf(run.AsOf)} over {run.Window} months");
        }
        await DropReplaced(ct);
        progress.Did(await TakeCpm.IntoOpenEditions(db, progress, ct));
    }

    private async Task Facilities(CpmRun run, JobProgress progress, CancellationToken ct)
    {
        var last = run.LastFacility;
        while (await db.PairMonths.Where(x => x.CurrentFacility.CompareTo(last) > 0).Select(x => (string?)x.CurrentFacility)
            .MinAsync(ct) is { } facility)
        {
            // One that cannot be computed has no value and stops nobody else.
            if (!await progress.Try(facility, () => Facility(run, facility, progress, ct)))
                await SetAside(run, facility, ct);
            last = facility;
        }
        await RecodedMeanwhile(run, progress, ct);
        await Advance(run.Id, async x =>
        {
            x.FacilitiesAreDone = true;
            var values = db.CpmValues.Where(v => v.Run == run.Id && v.Level == CpmValue.Facility);
            x.FacilitiesDone = await values.Select(v => v.Code).Distinct().CountAsync(ct);
            x.FacilitiesSetAside = await db.CpmSetAside.CountAsync(v => v.Run == run.Id, ct);
            x.Computed = await values.SumAsync(v => v.Computed, ct);
            x.Insufficient = await values.SumAsync(v => v.Insufficient, ct);
            x.FromDemand = await values.SumAsync(v => v.FromDemand, ct);
        }, ct);
    }

    private async Task Facility(CpmRun run, string facility, JobProgress progress, CancellationToken ct)
    {
        var values = await FacilityCpm.Compute(db, run, facility, ct);
        await DeleteValues(run.Id, facility, ct);
        var chunks = values.Chunk(RowsAtOnce).DefaultIfEmpty([]).ToList();
        for (var i = 0; i < chunks.Count; i++)
            await Store(run.Id, facility, chunks[i], done: i == chunks.Count - 1, ct);
        progress.Did(values.Count);
    }

    // The run goes on without it, and says of each sum how many facilities it lacks.
    private async Task SetAside(CpmRun run, string facility, CancellationToken ct)
    {
        await DeleteValues(run.Id, facility, ct);
        var code = FacilityCode.Stored(facility);
        var known = await db.Facility(code, Consumption.MonthOf(run.AsOf).Last, ct);
        var missing = new CpmSetAside
        {
            Run = run.Id, Facility = facility, State = known?.State ?? code.State.Code, BuyerCode = known?.Buyer ?? "",
        };
        await Store(run.Id, facility, [], done: true, ct, missing);
    }

    // What was counted under a code that was replaced while the run went on may have been computed for both codes, or for neither.
    private async Task RecodedMeanwhile(CpmRun run, JobProgress progress, CancellationToken ct)
    {
        var changes = await db.CodeChanges.AsNoTracking().Where(x => x.RequestedAt >= run.StartedAt)
            .Select(x => new { x.Stated, x.Current }).ToListAsync(ct);
        foreach (var code in changes.SelectMany(x => (string[])[x.Stated, x.Current]).Distinct().Order(StringComparer.Ordinal))
            if (!await progress.Try(code, () => Facility(run, code, progress, ct)))
                await SetAside(run, code, ct);
    }

    private Task DeleteValues(Guid run, string facility, CancellationToken ct) => db.Write(async () =>
    {
        await db.CpmValues.Where(x => x.Run == run && x.Level == CpmValue.Facility && x.Code == facility).ExecuteDeleteAsync(ct);
        await db.CpmSetAside.Where(x => x.Run == run && x.Facility == facility).ExecuteDeleteAsync(ct);
    }, ct);

    private Task Store(
        Guid run, string facility, CpmValue[] chunk, bool done, CancellationToken ct, CpmSetAside? missing = null) => Advance(run, row =>
    {
        db.CpmValues.AddRange(chunk);
        if (missing is not null)
        {
            db.CpmSetAside.Add(missing);
            row.FacilitiesSetAside++;
        }
        if (!done || string.CompareOrdinal(facility, row.LastFacility) <= 0)
            return;
        (row.LastFacility, row.FacilitiesDone) = (facility, row.FacilitiesDone + 1);
        row.Computed += chunk.Sum(x => x.Computed);
        row.Insufficient += chunk.Sum(x => x.Insufficient);
        row.FromDemand += chunk.Sum(x => x.FromDemand);
    }, ct);

    private Task Finish(Guid id, CancellationToken ct) => Advance(id, async run =>
    {
        var now = clock.Now();
        (run.FinishedAt, run.FactsParked) = (now, await db.Parked.CountAsync(ct));
        db.Enqueue(new CpmComputed(
            run.Id, 1, now, now, Zones.DateAt(now, Zones.Default), Consumption.MonthOf(run.AsOf).ToString(), run.Window,
            Domain.Cpm.Rule, run.Computed, run.Insufficient, run.FromDemand, run.FacilitiesSetAside));
    }, ct);

    private Task Advance(Guid id, Action<CpmRun> change, CancellationToken ct) =>
        Advance(id, run => { change(run); return Task.CompletedTask; }, ct);

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
                while (await db.CpmValues.Where(x => x.Run == run.Id && x.Level == level).Select(x => (string?)x.Code)
                    .MinAsync(ct) is { } code)
                    await db.Write(() => db.CpmValues.Where(x => x.Run == run.Id && x.Level == level && x.Code == code)
                        .ExecuteDeleteAsync(ct), ct);
            await Advance(run.Id, x => x.Dropped = true, ct);
        }
    }
}
