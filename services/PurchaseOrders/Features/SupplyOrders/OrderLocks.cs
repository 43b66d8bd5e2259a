using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>Who may change an order, one after the other, also while only its deliveries are known.</summary>
internal static class OrderLocks
{
    /// <summary>Waits until nobody else changes these orders, and keeps them waiting until the transaction ends. All at once.</summary>
    public static Task Take(OrdersDb db, IEnumerable<Guid> orders, CancellationToken ct) =>
        db.LockByNames(orders.Select(x => $"order {x}"), ct);
}
