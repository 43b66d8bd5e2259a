using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Deliveries;

internal static class OrderDeliveries
{
    /// <summary>Keeps the newest version of the delivery and brings its order, where it is known, to what all deliveries say.</summary>
    /// <param name="place">The code under which the place was heard.</param>
    public static async Task Keep(
        OrdersDb db, string kind, Guid id, Guid orderId, int version, string place, DeliveryContent content, CancellationToken ct)
    {
        await OrderTurns.Take(db, orderId, ct);
        var delivery = await db.Deliveries.SingleOrDefaultAsync(x => x.Kind == kind && x.Id == id, ct);
        if (delivery is null)
            db.Deliveries.Add(delivery = new Delivery { Kind = kind, Id = id, OrderId = orderId });
        else if (delivery.Version >= version)
            return;
        (delivery.Version, delivery.OrderId, delivery.Content) = (version, orderId, MessageJson.Write(content));
        (delivery.StatedPlace, delivery.Place) = (place, (await db.Resolve(FacilityCode.Stored(place), ct)).Value);
        await OrderProgress.BringUpToDate(db, orderId, ct); // an order that is not known yet counts them when it is issued
    }
}
