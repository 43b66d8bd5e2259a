using Supply.Contracts.Inventory;

namespace Supply.PurchaseOrders.Domain;

public static class Supplying
{
    /// <summary>Held and cancelled shipments have moved nothing.</summary>
    public static DeliveryContent Of(ShipmentChanged shipment)
    {
        if (shipment.Status is DeliveryStatus.Held or DeliveryStatus.Cancelled or DeliveryStatus.Reversed)
            return new([], []);
        Delivered[] claves = [.. shipment.Lines.GroupBy(x => x.Clave, StringComparer.Ordinal).Select(x => new Delivered(
            x.Key, x.Sum(l => (long)l.Shipped), x.Sum(l => (long)l.InTransit), x.Sum(l => (long)Usable(l.Good, l.Usable)),
            x.Sum(l => (long)l.Damaged), x.Sum(l => HeldBack(l.Good, l.Usable))))];
        var receptions = shipment.Receptions ?? [];
        List<GoodsIn> received =
        [
            .. receptions.SelectMany(r => r.Lines.Select(x => new GoodsIn(r.ReceivedOn, x.Clave, Usable(x.Good, x.Usable))))
                .Where(x => x.Good > 0),
        ];
        // Good pieces that no reception dates count from the last one on, so that an order is never supplied without a date.
        var last = receptions.Select(x => x.ReceivedOn).DefaultIfEmpty(shipment.LocalDate).Max();
        foreach (var clave in claves)
            if (clave.Good - received.Where(x => x.Clave == clave.Clave).Sum(x => x.Good) is > 0 and var undated)
                received.Add(new GoodsIn(last, clave.Clave, undated));
        return new(claves, received, HeldBackOf(shipment, receptions));
    }

    private static List<HeldBack> HeldBackOf(ShipmentChanged shipment, IReadOnlyList<ShipmentReception> receptions)
    {
        var arrivals = receptions
            .SelectMany(x => x.Lines.Where(line => HeldBack(line.Good, line.Usable) > 0).Select(line => (line.Clave, x.ReceivedOn)))
            .ToLookup(x => x.Clave, x => x.ReceivedOn, StringComparer.Ordinal);
        return
        [
            .. shipment.Lines.GroupBy(x => (x.Clave, x.Lot, x.ExpiresOn))
                .Select(x => new HeldBack(
                    x.Key.Clave, x.Key.Lot, x.Key.ExpiresOn, arrivals[x.Key.Clave].DefaultIfEmpty(shipment.LocalDate).Min(),
                    x.Sum(line => HeldBack(line.Good, line.Usable))))
                .Where(x => x.Pieces > 0),
        ];
    }

    /// <summary>A receipt that was taken back has brought nothing.</summary>
    public static DeliveryContent Of(ReceiptRecorded receipt)
    {
        if (receipt.Status == DeliveryStatus.Reversed)
            return new([], []);
        Delivered[] claves = [.. receipt.Lines.GroupBy(x => x.Clave, StringComparer.Ordinal).Select(x => new Delivered(
            x.Key, x.Sum(l => (long)l.Quantity), 0, Pieces(x, GoodsCondition.Usable), Pieces(x, GoodsCondition.Damaged),
            Pieces(x, GoodsCondition.Quarantine)))];
        HeldBack[] held = [.. receipt.Lines.Where(x => x.Condition == GoodsCondition.Quarantine)
            .GroupBy(x => (x.Clave, x.Lot, x.ExpiresOn))
            .Select(x => new HeldBack(
                x.Key.Clave, x.Key.Lot, x.Key.ExpiresOn, receipt.LocalDate, Pieces(x, GoodsCondition.Quarantine)))];
        return new(claves, [.. claves.Where(x => x.Good > 0).Select(x => new GoodsIn(receipt.LocalDate, x.Clave, x.Good))], held);
    }

    public static Delivered Sum(string clave, IEnumerable<DeliveryContent> deliveries) =>
        deliveries.SelectMany(x => x.Claves).Where(x => x.Clave == clave).Aggregate(Delivered.Nothing(clave), (sum, x) => sum.Plus(x));

    /// <summary>
    /// The date on which the last missing good piece of any line was received, whatever the order in which the receptions
    /// were heard of; null while a line is not full. Goods cannot answer an order that was not issued yet: what is dated before
    /// its issue counts from that day on.
    /// </summary>
    public static DateOnly? SuppliedOn(DateOnly issuedOn, IEnumerable<(string Clave, int Ordered)> lines,
        IReadOnlyCollection<DeliveryContent> deliveries)
    {
        var byClave = deliveries.SelectMany(x => x.Received).ToLookup(x => x.Clave, StringComparer.Ordinal);
        var last = issuedOn;
        foreach (var (clave, ordered) in lines)
        {
            if (FilledOn(ordered, byClave[clave]) is not { } filled)
                return null;
            last = filled > last ? filled : last;
        }
        return last;
    }

    private static DateOnly? FilledOn(int ordered, IEnumerable<GoodsIn> received)
    {
        var good = 0L;
        foreach (var goods in received.OrderBy(x => x.On))
            if ((good += goods.Good) >= ordered)
                return goods.On;
        return null;
    }

    private static long Pieces(IEnumerable<ReceiptLine> lines, string condition) => lines.Where(x => x.Condition == condition)
        .Sum(x => (long)x.Quantity);

    private static long HeldBack(int good, int? usable) => (long)good - Usable(good, usable);

    // Messages of before that was told count all intact pieces as usable.
    private static int Usable(int good, int? usable) => Math.Clamp(usable ?? good, 0, Math.Max(0, good));
}
