using Microsoft.EntityFrameworkCore;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Recalls;

/// <summary>Who may tell something of a lot, one after the other. Taken before the turns of orders.</summary>
internal static class LotTurns
{
    public static async Task Take(OrdersDb db, IEnumerable<(string Clave, string Lot)> lots, CancellationToken ct)
    {
        foreach (var (clave, lot) in lots.Distinct()
            .OrderBy(x => x.Clave, StringComparer.Ordinal).ThenBy(x => x.Lot, StringComparer.Ordinal))
        {
            var taken = await db.LotTurns.Where(x => x.Clave == clave && x.Lot == lot)
                .ExecuteUpdateAsync(x => x.SetProperty(turn => turn.Taken, turn => turn.Taken + 1), ct);
            if (taken > 0)
                continue;
            db.LotTurns.Add(new LotTurn { Clave = clave, Lot = lot });
            await db.SaveChangesAsync(ct); // of two first ones the second collides on the key and runs again
        }
    }
}
