using System.Globalization;
using Supply.Inventory.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Stock;

/// <summary>Keeps the answer of the conservation check with the run, where operators see it.</summary>
public sealed class CheckConservation(InventoryDb db, TimeProvider clock) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var found = await Conservation.Of(db, clock.Now(), ct);
        progress.Did(found.Checked, string.Create(CultureInfo.InvariantCulture, $"{found.Differences} differences as of {found.AsOf:O}: {found.Balances} balances, {found.Pairs} pairs, transit {found.Transit}"));
    }
}
