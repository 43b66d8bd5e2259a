using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Features.Stock;

/// <summary>
/// Sums up what has been added to the ledger since the last check, pair by pair, and compares it with what is kept beside it.
/// </summary>
public class CheckConservation(InventoryDb db, TimeProvider clock) : ISupplyJob
{
    public const string Name = "check-conservation";
    private const int Batch = 50;
    private const int KeptDays = 90;

    /// <summary>All of the ledger, not only what was added.</summary>
    protected virtual bool Anew => false;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var (facility, clave) = ("", "");
        while (true)
        {
            var rows = await db.Pairs.AsNoTracking().Where(x => Anew || x.LedgerChecked < x.LastNumber)
                .Where(x => string.Compare(x.Facility, facility) >= 0 && (x.Facility != facility || string.Compare(x.Clave, clave) > 0))
                .OrderBy(x => x.Facility).ThenBy(x => x.Clave).Take(Batch).Select(x => new { x.Facility, x.Clave }).ToListAsync(ct);
            if (rows.Count == 0)
                break;
            await PairBatch.Run(progress, [.. rows.Select(x => (x.Facility, x.Clave))], some => db.Write(() => SumUp(some, ct), ct), ct);
            db.ChangeTracker.Clear();
            (facility, clave) = (rows[^1].Facility, rows[^1].Clave);
        }
        var now = clock.Now();
        var found = await Conservation.SumUp(db, now, ct);
        await db.Write(async () =>
        {
            db.ConservationChecks.Add(found);
            await db.ConservationChecks.Where(x => x.AsOf < now.AddDays(-KeptDays)).ExecuteDeleteAsync(ct);
        }, ct);
        progress.Did(1, string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Differences} differences as of {found.AsOf:O}: {found.Balances} balances, "
            + $"{found.Pairs} pairs, transit {found.Transit}"));
    }

    private async Task SumUp(IReadOnlyList<(string Facility, string Clave)> pairs, CancellationToken ct)
    {
        db.ChangeTracker.Clear(); // what an attempt before has left
        foreach (var (facility, clave) in pairs
            .OrderBy(x => x.Facility, StringComparer.Ordinal)
            .ThenBy(x => x.Clave, StringComparer.Ordinal))
            await PairCheck.Run(db, facility, clave, Anew, ct);
    }

    /// <summary>The differences that the last check found, whichever copy made it.</summary>
    public static async Task<GaugeReading?> LastFound(InventoryDb db, CancellationToken ct)
    {
        var found = await db.ConservationChecks
            .AsNoTracking()
            .OrderByDescending(x => x.AsOf)
            .Select(x => (long?)x.Differences)
            .FirstOrDefaultAsync(ct);
        return found is { } differences ? new("supply.stock.differences", differences) : null;
    }
}
