using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Cpm;

/// <summary>The levels above the facility: sums over its computed facilities and the quantities from demand that central supply approved,
/// with the number of those that gave none beside them.</summary>
internal static class SumCpm
{
    // With 32 states, 38 buyers and the nation these stay below 500 rows a transaction.
    private const int ClavesAtOnce = 6;

    public static async Task Run(PlanningDb db, Guid id, JobProgress progress, CancellationToken ct)
    {
        var last = await db.CpmRuns.AsNoTracking().Where(x => x.Id == id).Select(x => x.LastClave).SingleAsync(ct);
        while (true)
        {
            var facilities = db.CpmValues.AsNoTracking().Where(x => x.Run == id && x.Level == CpmValue.Facility);
            var claves = await facilities.Where(x => x.Clave.CompareTo(last) > 0).Select(x => x.Clave).Distinct().OrderBy(x => x)
                .Take(ClavesAtOnce).ToListAsync(ct);
            if (claves.Count == 0)
                return;
            last = claves[^1];
            if (!await progress.Try($"sums of {claves[0]} to {last}", async () =>
                await Store(await Sums(facilities.Where(x => claves.Contains(x.Clave)), id, ct))))
                await Store([], setAside: claves.Count); // those claves have no sums, and stop no others
        }

        async Task Store(List<CpmValue> sums, int setAside = 0)
        {
            await db.Write(async () =>
            {
                var run = await db.CpmRuns.SingleAsync(x => x.Id == id, ct);
                (run.LastClave, run.Version, run.ClavesSetAside) = (last, run.Version + 1, run.ClavesSetAside + setAside);
                db.CpmValues.AddRange(sums);
            }, ct);
            db.ChangeTracker.Clear();
        }
    }

    private static async Task<List<CpmValue>> Sums(IQueryable<CpmValue> facilities, Guid run, CancellationToken ct)
    {
        var byState = await facilities.GroupBy(x => new { x.State, x.Clave })
            .Select(g => new Sum(g.Key.State, g.Key.Clave, g.Key.State,
                g.Sum(x => x.Cpm ?? 0m), g.Sum(x => x.Planned), g.Sum(x => x.Computed), g.Sum(x => x.Insufficient),
                g.Sum(x => x.FromDemand))).ToListAsync(ct);
        var byBuyer = await facilities.Where(x => x.BuyerCode != "").GroupBy(x => new { x.BuyerCode, x.Clave })
            .Select(g => new Sum(g.Key.BuyerCode, g.Key.Clave, g.Min(x => x.State)!,
                g.Sum(x => x.Cpm ?? 0m), g.Sum(x => x.Planned), g.Sum(x => x.Computed), g.Sum(x => x.Insufficient),
                g.Sum(x => x.FromDemand))).ToListAsync(ct);
        var nation = byState.GroupBy(x => x.Clave).Select(g => new Sum("", g.Key, "",
            g.Sum(x => x.Cpm), g.Sum(x => x.Planned), g.Sum(x => x.Computed), g.Sum(x => x.Insufficient), g.Sum(x => x.FromDemand)));
        return
        [
            .. byState.Select(x => x.At(run, CpmValue.OfState)),
            .. byBuyer.Select(x => x.At(run, CpmValue.Buyer)),
            .. nation.Select(x => x.At(run, CpmValue.Nation)),
        ];
    }

    private sealed record Sum(string Code, string Clave, string State, decimal Cpm, long Planned, int Computed, int Insufficient,
        int FromDemand)
    {
        public CpmValue At(Guid run, string level) => new()
        {
            Run = run, Level = level, Code = Code, Clave = Clave, State = State,
            Status = Computed > 0 ? Domain.Cpm.Computed : FromDemand > 0 ? Domain.Cpm.FromDemand : Domain.Cpm.Insufficient,
            Cpm = Computed > 0 ? Cpm : null, PlanningQuantity = Computed > 0 || Planned > 0 ? Planned : null, Planned = Planned,
            Computed = Computed, Insufficient = Insufficient, FromDemand = FromDemand,
        };
    }
}
