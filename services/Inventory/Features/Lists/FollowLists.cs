using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Features.Shipments;
using Supply.Inventory.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

#pragma warning disable CA1309 // the database compares, by its own collation; no other comparison is translated

namespace Supply.Inventory.Features.Lists;

/// <summary>
/// Once the catalogue lists a funding source or location, what was stored under another spelling of it gets its code: facts stay where they
/// are in time, and the ledger gets linked entries. Of each list change all pairs are looked through, the balances 500 at a time and
/// outside of any transaction; each pair that has something to move is one small transaction or a few.
/// </summary>
public sealed class FollowLists(InventoryDb db, TimeProvider clock) : ISupplyJob
{
    private const int BalancesAtOnce = 500;
    private const int FactsAtOnce = 200;
    private const int ShipmentsAtOnce = 20; // a shipment has up to a thousand lines

    // A request may have read the list before it changed, and be about to write.
    private static readonly TimeSpan settled = TimeSpan.FromMinutes(1);

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var began = clock.Now();
        var changedSources = await Changed<KnownFundingSource>(ct);
        var changedLocations = await Changed<KnownLocation>(ct);
        if (changedSources.Count + changedLocations.Count == 0)
            return;
        var (sources, locations) = (await db.FundingSources(ct), await db.Locations(ct));
        if (!await MovePairs(progress, sources, locations, ct) | !await MoveShipments(progress, sources, ct))
            return; // what failed is set aside, and tried again
        await Done(changedSources.Where(x => x.KeptAt <= began - settled), ct);
        await Done(changedLocations.Where(x => x.KeptAt <= began - settled), ct);
    }

    private Task<List<T>> Changed<T>(CancellationToken ct) where T : class, IKnownListEntry =>
        db.Set<T>().AsNoTracking().Where(x => x.Version != x.FollowedVersion).ToListAsync(ct);

    private async Task Done<T>(IEnumerable<T> followed, CancellationToken ct) where T : class, IKnownListEntry
    {
        foreach (var entry in followed)
            await db.Write(() => db.Set<T>().Where(x => x.Code == entry.Code && x.Version == entry.Version)
                .ExecuteUpdateAsync(x => x.SetProperty(row => row.FollowedVersion, entry.Version), ct), ct);
    }

    private async Task<bool> MovePairs(JobProgress progress, ListedEntries sources, ListedEntries locations, CancellationToken ct)
    {
        var (facility, clave, number, all) = ("", "", 0L, true);
        while (true)
        {
            var page = await db.Balances.AsNoTracking()
                .Where(x =>
                    string.Compare(x.Facility, facility) >= 0
                    && (x.Facility != facility || (string.Compare(x.Clave, clave) >= 0 && (x.Clave != clave || x.Number > number))))
                .OrderBy(x => x.Facility).ThenBy(x => x.Clave).ThenBy(x => x.Number).Take(BalancesAtOnce)
                .Select(x => new { x.Facility, x.Clave, x.Number, x.FundingSource, x.Location }).ToListAsync(ct);
            if (page.Count == 0)
                return all;
            foreach (var pair in page
                .Where(x => sources.CodeOf(x.FundingSource) != x.FundingSource || locations.CodeOf(x.Location) != x.Location)
                .GroupBy(x => (x.Facility, x.Clave)))
            {
                var spelt = pair.Select(x => x.FundingSource).Where(x => sources.CodeOf(x) != x).Distinct().ToList();
                var placed = pair.Select(x => x.Location).Where(x => locations.CodeOf(x) != x).Distinct().ToList();
                all &= await progress.Try($"{pair.Key.Facility} {pair.Key.Clave}", () => Repeat(
                    progress, () => Move(pair.Key.Facility, pair.Key.Clave, spelt, placed, sources, locations, ct), ct));
            }
            (facility, clave, number) = (page[^1].Facility, page[^1].Clave, page[^1].Number);
        }
    }

    /// <returns>How many facts of the pair got other codes.</returns>
    private async Task<int> Move(
        string facility, string clave, List<string> spelt, List<string> placed, ListedEntries sources, ListedEntries locations,
        CancellationToken ct)
    {
        var ledger = await Ledger.Open(db, [(facility, clave)], ct);
        var facts = await db.Facts.Where(x => x.Facility == facility && x.Clave == clave)
            .Where(x => spelt.Contains(x.FundingSource!) || spelt.Contains(x.ToFundingSource!)
                || placed.Contains(x.Location!) || placed.Contains(x.ToLocation!))
            .OrderBy(x => x.OccurredAt).ThenBy(x => x.Id).Take(FactsAtOnce).ToListAsync(ct);
        if (facts.Count == 0)
            return 0;
        var listed = facts.ConvertAll(x => x.Under(sources.CodeOf, locations.CodeOf));
        foreach (var fact in facts)
            ledger[facility, clave].Leave(fact);
        foreach (var fact in listed)
            ledger[facility, clave].Enter(fact, null);
        await ledger.Post(ct);
        foreach (var (fact, code) in facts.Zip(listed))
            db.Entry(fact).CurrentValues.SetValues(code);
        return facts.Count;
    }

    private async Task<bool> MoveShipments(JobProgress progress, ListedEntries sources, CancellationToken ct)
    {
        var open = db.Shipments.Where(x => x.Status == ShipmentStatus.Held || x.Status == ShipmentStatus.Dispatched);
        var stored = await open.SelectMany(x => x.Lots).Where(x => x.FundingSource != "").Select(x => x.FundingSource).Distinct()
            .ToListAsync(ct);
        var all = true;
        foreach (var spelt in stored.Where(x => sources.CodeOf(x) != x))
            all &= await progress.Try($"shipments of {spelt}", () => Repeat(progress, async () =>
            {
                var shipments = await open.Include(x => x.Lots).Include(x => x.Receptions)
                    .Where(x => x.Lots.Any(lot => lot.FundingSource == spelt))
                    .OrderBy(x => x.Id).Take(ShipmentsAtOnce).AsSplitQuery().ToListAsync(ct);
                await (await ShipmentLedger.Open(db, shipments, [], ct)).Post(ct); // gives the lots their codes
                foreach (var shipment in shipments)
                    shipment.Publish(db, clock.Now());
                return shipments.Count;
            }, ct));
        return all;
    }

    private async Task Repeat(JobProgress progress, Func<Task<int>> batch, CancellationToken ct)
    {
        for (int done; (done = await db.Write(batch, ct)) > 0;)
        {
            ct.ThrowIfCancellationRequested();
            db.ChangeTracker.Clear();
            progress.Did(done);
        }
        db.ChangeTracker.Clear();
    }
}
