using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public sealed record StepView(int Version, OrderStatus Status, DateTimeOffset At, string By, string Role, string? Reason)
{
    public static StepView Of(OrderStep x) => new(x.Version, x.Status, x.At, x.By, x.Role, x.Reason);
}
