using Microsoft.EntityFrameworkCore;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>Who may change an order, one after the other, also while only its deliveries are known.</summary>
internal static class OrderTurns
{
    /// <summary>Waits until nobody else changes the order, and keeps them waiting until the transaction ends. Several in sorted
    /// order.</summary>
    public static async Task Take(OrdersDb db, Guid order, CancellationToken ct)
    {
        var taken = await db.Turns.Where(x => x.OrderId == order)
            .ExecuteUpdateAsync(x => x.SetProperty(t => t.Taken, t => t.Taken + 1), ct);
        if (taken > 0)
            return;
        // Written now and not at the end: of two first ones the second waits here, collides on the key and runs again on what the first
        // left.
        db.Turns.Add(new OrderTurn { OrderId = order });
        await db.SaveChangesAsync(ct);
    }
}
