using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Recalls;
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
        var held = content.Held ?? [];
        await LotLocks.Take(db, held.Select(x => (x.Clave, x.Lot)), ct);
        await OrderTurns.Take(db, orderId, ct);
        var delivery = await db.Deliveries.SingleOrDefaultAsync(x => x.Kind == kind && x.Id == id, ct);
        if (delivery is null)
            db.Deliveries.Add(delivery = new Delivery { Kind = kind, Id = id, OrderId = orderId });
        else if (delivery.Version >= version)
            return;
        var before = delivery.Content.Length == 0 ? [] : MessageJson.Read<DeliveryContent>(delivery.Content).Held ?? [];
        if (before.Count + held.Count > 0)
            await Name(db, delivery, orderId, held, ct);
        (delivery.Version, delivery.OrderId, delivery.Content) = (version, orderId, MessageJson.Write(content));
        (delivery.StatedPlace, delivery.Place) = (place, (await db.Resolve(FacilityCode.Stored(place), ct)).Value);
        await OrderProgress.BringUpToDate(db, orderId, ct); // an order that is not known yet counts them when it is issued
    }

    private static async Task Name(
        OrdersDb db, Delivery delivery, Guid order, IReadOnlyList<HeldBack> held, CancellationToken ct)
    {
        await db.HeldBackLots.Where(x => x.Kind == delivery.Kind && x.DeliveryId == delivery.Id).LoadAsync(ct);
        var named = db.HeldBackLots.Local.Where(x => x.Kind == delivery.Kind && x.DeliveryId == delivery.Id).ToList();
        db.HeldBackLots.RemoveRange(named.Where(x => !held.Any(lot => lot.Clave == x.Clave && lot.Lot == x.Lot)));
        foreach (var (clave, lot) in held.Select(x => (x.Clave, x.Lot)).Distinct())
            if (named.Find(x => x.Clave == clave && x.Lot == lot) is { } row)
                row.OrderId = order;
            else
                db.HeldBackLots.Add(new HeldBackLot
                {
                    Kind = delivery.Kind, DeliveryId = delivery.Id, Clave = clave, Lot = lot, OrderId = order,
                });
    }
}
