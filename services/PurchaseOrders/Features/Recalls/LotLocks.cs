using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Recalls;

/// <summary>Who may tell something of a lot, one after the other. Taken before the turns of orders.</summary>
internal static class LotLocks
{
    public static async Task Take(OrdersDb db, IEnumerable<(string Clave, string Lot)> lots, CancellationToken ct)
    {
        foreach (var (clave, lot) in lots.Distinct()
            .OrderBy(x => x.Clave, StringComparer.Ordinal).ThenBy(x => x.Lot, StringComparer.Ordinal))
            await db.LockByName($"lot {clave} {lot}", ct);
    }
}
