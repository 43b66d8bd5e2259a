using Microsoft.EntityFrameworkCore;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

/// <summary>The one place where a buyer's committed pieces of an award, and their bounds, change: each by one conditional update.</summary>
internal static class AwardCommitments
{
    /// <summary>Adds the pieces if they are left, so that no concurrency can exceed the maximum.</summary>
    public static async Task<bool> TryAdd(OrdersDb db, Guid award, string buyer, long pieces, CancellationToken ct) =>
        await db.AwardBuyers.Where(x => x.AwardId == award && x.Buyer == buyer && x.Committed + pieces <= x.MaxPieces)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Committed, row => row.Committed + pieces), ct) == 1;

    public static Task Subtract(OrdersDb db, Guid award, string buyer, long pieces, CancellationToken ct) =>
        db.AwardBuyers.Where(x => x.AwardId == award && x.Buyer == buyer)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Committed, row => row.Committed - pieces), ct);

    /// <summary>False: more than the new maximum is committed.</summary>
    public static async Task<bool> ChangeBounds(OrdersDb db, Guid award, string buyer, long min, long max, CancellationToken ct) =>
        await db.AwardBuyers.Where(x => x.AwardId == award && x.Buyer == buyer && x.Committed <= max)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.MinPieces, min).SetProperty(row => row.MaxPieces, max), ct) == 1;

    public static Task<long> Left(OrdersDb db, Guid award, string buyer, CancellationToken ct) =>
        db.AwardBuyers.AsNoTracking().Where(x => x.AwardId == award && x.Buyer == buyer).Select(x => x.MaxPieces - x.Committed)
            .SingleAsync(ct);
}
