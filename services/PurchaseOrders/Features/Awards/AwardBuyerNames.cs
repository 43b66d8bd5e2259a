using Microsoft.EntityFrameworkCore;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

/// <summary>Parts of awards that were recorded under a name or alias before the catalogue said which buyer that is.</summary>
internal static class AwardBuyerNames
{
    /// <summary>
    /// Makes them the parts of the buyer itself. Where the buyer has a part of the award already, its bounds stand alone, so that the same
    /// pieces are not ordered twice; the audit keeps the others.
    /// </summary>
    /// <returns>How many parts followed.</returns>
    public static async Task<int> Follow(
        OrdersDb db, IReadOnlyCollection<Guid> awards, BuyerDirectory directory, CancellationToken ct)
    {
        var parts = await db.AwardBuyers.AsNoTracking().Where(x => awards.Contains(x.AwardId)).OrderBy(x => x.AwardId)
            .ThenBy(x => x.Buyer).ToListAsync(ct);
        var followed = 0;
        foreach (var part in parts)
            if (directory.Find(part.Buyer) is { Code: var buyer } && buyer != part.Buyer && await Move(db, part, buyer, ct))
                followed++;
        return followed;
    }

    private static async Task<bool> Move(OrdersDb db, AwardBuyer part, string buyer, CancellationToken ct)
    {
        var taken = await db.AwardBuyers
            .Where(x => x.AwardId == part.AwardId && x.Buyer == part.Buyer && x.Committed == part.Committed)
            .ExecuteDeleteAsync(ct);
        if (taken == 0)
            return false; // somebody else has moved it
        var what = $"{part.Buyer} -> {buyer}, {part.MinPieces} to {part.MaxPieces}";
        if (await db.AwardBuyers.AnyAsync(x => x.AwardId == part.AwardId && x.Buyer == buyer, ct))
        {
            if (part.Committed > 0 && !await AwardCommitments.TryAdd(db, part.AwardId, buyer, part.Committed, ct))
                throw new InvalidOperationException($"More is ordered of award {part.AwardId} than {buyer} may: {what}.");
            db.Audit("award.buyer-superseded", part.AwardId.ToString(), what);
            return true;
        }
        db.AwardBuyers.Add(new AwardBuyer
        {
            AwardId = part.AwardId, Buyer = buyer, MinPieces = part.MinPieces, MaxPieces = part.MaxPieces, Committed = part.Committed,
        });
        db.Audit("award.buyer-followed", part.AwardId.ToString(), what);
        await db.SaveChangesAsync(ct); // what is ordered next is committed by an update of the row
        return true;
    }
}
