using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Orders;

/// <summary>Goods of a supply order do not move before it is issued. What is told of an order that is not known here is taken.</summary>
internal static class OrderDates
{
    /// <summary>Null, or <c>inventory.before-order</c>.</summary>
    public static async Task<Refusal?> Refuse(InventoryDb db, Guid? order, DateOnly date, string field, CancellationToken ct) =>
        order is { } id
            && await db.Orders.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is { } known
            && date < known.IssuedOn
            ? Refusals.BeforeOrder(known.IssuedOn, field) : null;
}
