using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Features.Cpm;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

/// <summary>Sets the CPM-based quantity beside the others from the official run of the newest month that has one, a few lines at a time.
/// Repeated, it changes nothing.</summary>
internal static class TakeCpm
{
    private const int RowsAtOnce = 500;

    /// <summary>Into every edition that is still open and has not got that run; the number of lines.</summary>
    public static async Task<int> IntoOpenEditions(PlanningDb db, JobProgress progress, CancellationToken ct)
    {
        if (await OfficialCpm.Find(db, null, null, ct) is not { } run)
            return 0;
        var open = await db.Editions.AsNoTracking()
            .Where(x => (x.Status == DemandStatus.Draft || x.Status == DemandStatus.Requested) && (x.CpmRun == null || x.CpmRun != run.Id))
                .ToListAsync(ct);
        var lines = 0;
        foreach (var edition in open)
            lines += await Into(db, edition, run, progress, ct);
        return lines;
    }

    private static async Task<int> Into(PlanningDb db, DemandEdition edition, CpmRun run, JobProgress progress, CancellationToken ct)
    {
        var buyers = await db.CpmValues.AsNoTracking().Where(x => x.Run == run.Id && x.Level == CpmValue.Buyer)
            .GroupBy(x => x.Code).Select(x => new { Code = x.Key, State = x.Min(value => value.State)! }).OrderBy(x => x.Code)
            .ToListAsync(ct);
        var lines = 0;
        foreach (var buyer in buyers)
            await progress.Try($"demand of {edition.Period}, {buyer.Code}", async () =>
                lines += await OfBuyer(db, edition, run.Id, buyer.Code, buyer.State, ct));
        await Close(db, edition, run, ct);
        return lines;
    }

    private static async Task<int> OfBuyer(PlanningDb db, DemandEdition edition, Guid run, string buyer, string state, CancellationToken ct)
    {
        var planned = await db.CpmValues.AsNoTracking()
            .Where(x => x.Run == run && x.Level == CpmValue.Buyer && x.Code == buyer && x.PlanningQuantity != null)
            .OrderBy(x => x.Clave).Select(x => new { x.Clave, Quantity = x.PlanningQuantity!.Value }).ToListAsync(ct);
        var stock = edition.Net ? await Stock(db, buyer, ct) : [];
        foreach (var chunk in planned.Chunk(RowsAtOnce))
            await Store(db, edition, run, buyer, state,
                chunk.ToDictionary(x => x.Clave, x =>
                    Domain.Demand.CpmBased(x.Quantity, edition.Months, stock.GetValueOrDefault(x.Clave))), ct);
        return planned.Count;
    }

    private static Task<Dictionary<string, long>> Stock(PlanningDb db, string buyer, CancellationToken ct) =>
        (from position in db.StockPositions
         join facility in db.Facilities on position.CurrentFacility equals facility.Code
         where facility.Latest && facility.Buyer == buyer
         group position by position.Clave into x
         select new { Clave = x.Key, Pieces = x.Sum(p => p.Usable + p.InTransit) }).AsNoTracking().ToDictionaryAsync(x => x.Clave, x =>
             x.Pieces, ct);

    private static async Task Store(PlanningDb db, DemandEdition edition, Guid run, string buyer, string state,
        Dictionary<string, long> quantities, CancellationToken ct)
    {
        await db.Write(async () =>
        {
            if (!await IsOpen(db, edition, ct))
                return;
            string[] claves = [.. quantities.Keys];
            var lines = await db.LinesOf(edition).Where(x => x.Buyer == buyer && claves.Contains(x.Clave))
                .ToDictionaryAsync(x => x.Clave, ct);
            foreach (var (clave, quantity) in quantities)
            {
                if (!lines.TryGetValue(clave, out var line))
                    db.Lines.Add(line = edition.NewLine(buyer, state, clave));
                if ((line.CpmBased, line.CpmRun) == (quantity, run))
                    continue;
                (line.CpmBased, line.CpmRun, line.Version) = (quantity, run, line.Version + 1);
            }
        }, ct);
        db.ChangeTracker.Clear();
    }

    // Lines that an earlier run knew and this one does not lose their quantity, or go where they had nothing else.
    private static async Task Close(PlanningDb db, DemandEdition edition, CpmRun run, CancellationToken ct)
    {
        await db.Write(async () =>
        {
            if (!await IsOpen(db, edition, ct))
                return;
            var left = db.LinesOf(edition).Where(x => x.CpmRun != null && x.CpmRun != run.Id);
            await left.Where(x => x.Requested == null && x.Consolidated == null).ExecuteDeleteAsync(ct);
            await left.ExecuteUpdateAsync(x => x.SetProperty(row => row.CpmBased, (long?)null).SetProperty(row => row.CpmRun, (Guid?)null)
                .SetProperty(row => row.Version, row => row.Version + 1), ct);
            await db.Editions.Where(x => x.Period == edition.Period && x.Edition == edition.Edition)
                .ExecuteUpdateAsync(x => x.SetProperty(row => row.CpmRun, run.Id)
                    .SetProperty(row => row.CpmSetAside, run.FacilitiesSetAside), ct);
        }, ct);
        db.ChangeTracker.Clear();
    }

    // Somebody may have analysed, approved or changed it while its lines were being written.
    private static Task<bool> IsOpen(PlanningDb db, DemandEdition edition, CancellationToken ct) => db.Editions.AnyAsync(
        x => x.Period == edition.Period && x.Edition == edition.Edition && x.Months == edition.Months && x.Net == edition.Net
            && (x.Status == DemandStatus.Draft || x.Status == DemandStatus.Requested), ct);
}
