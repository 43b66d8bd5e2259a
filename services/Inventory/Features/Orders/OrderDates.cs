using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Orders;

/// <summary>Goods of a supply order do not move before it is issued. What is told of an order that is not known here is taken.</summary>
internal static class OrderDates
{
    // Where each day of the country begins first. The order has the date of its destination, which may be east of where the goods are.
    private const string Easternmost = "America/Cancun";

    /// <summary>Null, or <c>inventory.before-order</c>.</summary>
    /// <param name="date">On the wall where the goods moved.</param>
    /// <param name="instant">Where it is told, it decides.</param>
    public static async Task<Refusal?> Refuse(
        InventoryDb db, Guid? order, DateOnly date, DateTimeOffset? instant, string field, CancellationToken ct)
    {
        var latest = instant is { } told ? Zones.DateAt(told, Easternmost) : date;
        return order is { } id
            && await db.Orders.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is { } known
            && latest < known.IssuedOn
            ? Refusals.BeforeOrder(known.IssuedOn, field) : null;
    }
}
