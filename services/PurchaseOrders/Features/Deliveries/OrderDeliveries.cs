using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Recalls;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Deliveries;

/// <summary>Keeps the newest version of deliveries and brings their orders, where they are known, to what all deliveries say.</summary>
internal sealed class OrderDeliveries(OrdersDb db, string kind)
{
    /// <param name="Place">The code under which the place was heard.</param>
    public sealed record Heard(Guid Id, Guid Order, int Version, string Place, DeliveryContent Content)
    {
        public IReadOnlyList<HeldBack> Held => Content.Held ?? [];
    }

    private Dictionary<Guid, Delivery> known = [];
    private readonly Dictionary<(Guid Delivery, string Clave, string Lot), HeldBackLot> held = [];
    private OrderProgress progress = null!;

    public async Task Load(IReadOnlyCollection<Heard> group, CancellationToken ct)
    {
        if (group.Count == 0)
            return;
        await LotLocks.Take(db, group.SelectMany(x => x.Held).Select(x => (x.Clave, x.Lot)), ct);
        await OrderLocks.Take(db, group.Select(x => x.Order), ct);
        var (ids, orders) = (group.Select(x => x.Id).Distinct().ToList(), group.Select(x => x.Order).Distinct().ToList());
        var deliveries = await db.Deliveries.Where(x => orders.Contains(x.OrderId) || (x.Kind == kind && ids.Contains(x.Id)))
            .ToListAsync(ct);
        known = deliveries.Where(x => x.Kind == kind).ToDictionary(x => x.Id);
        foreach (var lot in await db.HeldBackLots.Where(x => x.Kind == kind && ids.Contains(x.DeliveryId)).ToListAsync(ct))
            held[(lot.DeliveryId, lot.Clave, lot.Lot)] = lot;
        progress = await OrderProgress.Load(db, orders, deliveries, [.. group.Select(x => (x.Place, x.Content))], ct);
    }

    public async Task Keep(Heard heard, CancellationToken ct)
    {
        if (!known.TryGetValue(heard.Id, out var delivery))
        {
            known[heard.Id] = db.Deliveries.Add(
                delivery = new Delivery { Kind = kind, Id = heard.Id, OrderId = heard.Order }).Entity;
            progress.Add(delivery);
        }
        else if (delivery.Version >= heard.Version)
            return;
        Name(heard);
        (delivery.Version, delivery.OrderId, delivery.Content) = (heard.Version, heard.Order, MessageJson.Write(heard.Content));
        (delivery.StatedPlace, delivery.Place) = (heard.Place, progress.Current(heard.Place));
        await progress.BringUpToDate(heard.Order, ct); // an order that is not known yet counts them when it is issued
    }

    private void Name(Heard heard)
    {
        foreach (var (key, lot) in held.Where(x => x.Key.Delivery == heard.Id
            && !heard.Held.Any(y => y.Clave == x.Key.Clave && y.Lot == x.Key.Lot)).ToList())
        {
            db.HeldBackLots.Remove(lot);
            held.Remove(key);
        }
        foreach (var (clave, lot) in heard.Held.Select(x => (x.Clave, x.Lot)).Distinct())
            if (held.TryGetValue((heard.Id, clave, lot), out var row))
                row.OrderId = heard.Order;
            else
                held[(heard.Id, clave, lot)] = db.HeldBackLots.Add(new HeldBackLot
                {
                    Kind = kind, DeliveryId = heard.Id, Clave = clave, Lot = lot, OrderId = heard.Order,
                }).Entity;
    }
}
