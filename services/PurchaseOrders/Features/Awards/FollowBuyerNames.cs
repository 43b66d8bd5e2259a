using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

/// <summary>Parts of awards follow what the catalogue has come to say of the names that they were recorded under.</summary>
public sealed class FollowBuyerNames(OrdersDb db) : ISupplyJob
{
    private const int AtOnce = 100;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var directory = await BuyerDirectory.Load(db, ct);
        foreach (var name in await db.AwardBuyers.Select(x => x.Buyer).Distinct().ToListAsync(ct))
            if (directory.Find(name) is { Code: var buyer } && buyer != name)
                await Follow(name, directory, progress, ct);
    }

    private async Task Follow(string name, BuyerDirectory directory, JobProgress progress, CancellationToken ct)
    {
        var after = Guid.Empty;
        while (true)
        {
            var from = after;
            var awards = await db.AwardBuyers.Where(x => x.Buyer == name && x.AwardId.CompareTo(from) > 0).OrderBy(x => x.AwardId)
                .Select(x => x.AwardId).Take(AtOnce).ToListAsync(ct);
            if (awards.Count == 0)
                return;
            foreach (var award in awards)
            {
                await progress.Try($"award {award}", async () =>
                    progress.Did(await db.Write(() => AwardBuyerNames.Follow(db, [award], directory, ct), ct)));
                db.ChangeTracker.Clear();
            }
            after = awards[^1];
        }
    }
}
