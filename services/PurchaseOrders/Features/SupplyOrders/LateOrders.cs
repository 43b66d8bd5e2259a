using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>An order is late while it is open after the day for which it was promised.</summary>
internal static class LateOrders
{
    /// <summary>Orders of one list may be of several zones: it is the day of the capital.</summary>
    public static DateOnly Today(DateTimeOffset now) => Zones.DateAt(now, Zones.Default);

    public static IQueryable<SupplyOrder> Late(this IQueryable<SupplyOrder> orders, DateOnly today) =>
        orders.Where(x => x.Open && x.PromisedOn < today);

    public static bool IsLate(this SupplyOrder order, DateOnly today) => order.Open && order.PromisedOn < today;
}
