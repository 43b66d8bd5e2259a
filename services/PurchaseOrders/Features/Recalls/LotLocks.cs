using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Recalls;

/// <summary>Who may tell something of a lot, one after the other. Taken before the locks of orders, all at once.</summary>
internal static class LotLocks
{
    public static Task Take(OrdersDb db, IEnumerable<(string Clave, string Lot)> lots, CancellationToken ct) =>
        db.LockByNames(lots.Select(x => $"lot {x.Clave} {x.Lot}"), ct);
}
