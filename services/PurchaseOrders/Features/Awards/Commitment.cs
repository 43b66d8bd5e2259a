using Microsoft.EntityFrameworkCore;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

/// <summary>The one place where an award's committed pieces change.</summary>
internal static class Commitment
{
    /// <summary>Takes the pieces if they are left: one conditional update, so no concurrency can exceed the maximum.</summary>
    public static async Task<bool> Commit(this OrdersDb db, Guid award, string buyer, long pieces, CancellationToken ct) =>
        await db.AwardBuyers.Where(x => x.AwardId == award && x.Buyer == buyer && x.Committed + pieces <= x.MaxPieces)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Committed, row => row.Committed + pieces), ct) == 1;

    public static Task Release(this OrdersDb db, Guid award, string buyer, long pieces, CancellationToken ct) =>
        db.AwardBuyers.Where(x => x.AwardId == award && x.Buyer == buyer)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Committed, row => row.Committed - pieces), ct);

    public static Task<long> Left(this OrdersDb db, Guid award, string buyer, CancellationToken ct) =>
        db.AwardBuyers.AsNoTracking().Where(x => x.AwardId == award && x.Buyer == buyer).Select(x => x.MaxPieces - x.Committed).SingleAsync(ct);
}
