using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Stock;

/// <summary>Keeps the answer of the conservation check with the run, where operators see it.</summary>
public sealed class CheckConservation(InventoryDb db, TimeProvider clock) : ISupplyJob
{
    public const string Name = "check-conservation";

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var found = await Conservation.Of(db, clock.Now(), ct);
        progress.Did(found.Checked, string.Create(CultureInfo.InvariantCulture, $"{found.Differences} differences as of {found.AsOf:O}: {found.Balances} balances, {found.Pairs} pairs, transit {found.Transit}"));
    }

    /// <summary>The differences that the last check found, whichever copy made it.</summary>
    public static async Task<GaugeReading?> LastFound(InventoryDb db, CancellationToken ct)
    {
        var note = await db.JobRuns.Where(x => x.Job == Name && x.Status == "done").OrderByDescending(x => x.StartedAt).Select(x => x.Note).FirstOrDefaultAsync(ct);
        return note is null ? null : new("supply.stock.differences", long.Parse(note.Split(' ')[0], CultureInfo.InvariantCulture));
    }
}
