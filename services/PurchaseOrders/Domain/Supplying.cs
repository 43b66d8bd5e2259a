using Supply.Contracts.Inventory;

namespace Supply.PurchaseOrders.Domain;

/// <summary>Pieces of a clave that one shipment or receipt, or all of them, brought.</summary>
/// <param name="Damaged">Received, but not usable: damaged or in quarantine.</param>
public sealed record Delivered(string Clave, long Shipped, long InTransit, long Good, long Damaged)
{
    public static Delivered Nothing(string clave) => new(clave, 0, 0, 0, 0);

    public Delivered Plus(Delivered other) =>
        this with { Shipped = Shipped + other.Shipped, InTransit = InTransit + other.InTransit, Good = Good + other.Good, Damaged = Damaged + other.Damaged };
}

/// <summary>Good pieces of a clave taken in on a date.</summary>
public sealed record GoodsIn(DateOnly On, string Clave, long Good);

/// <summary>What a shipment or receipt means for the order that it names.</summary>
public sealed record DeliveryContent(IReadOnlyList<Delivered> Claves, IReadOnlyList<GoodsIn> Received);

public static class Supplying
{
    /// <summary>Held and cancelled shipments have moved nothing.</summary>
    public static DeliveryContent Of(ShipmentChanged shipment)
    {
        if (shipment.Status is "held" or "cancelled")
            return new([], []);
        Delivered[] claves = [.. shipment.Lines.GroupBy(x => x.Clave, StringComparer.Ordinal).Select(x => new Delivered(
            x.Key, x.Sum(l => (long)l.Shipped), x.Sum(l => (long)l.InTransit), x.Sum(l => (long)l.Good), x.Sum(l => (long)l.Damaged)))];
        var receptions = shipment.Receptions ?? [];
        List<GoodsIn> received = [.. receptions.SelectMany(r => r.Lines.Where(x => x.Good > 0).Select(x => new GoodsIn(r.ReceivedOn, x.Clave, x.Good)))];
        // Good pieces that no reception dates count from the last one on, so that an order is never supplied without a date.
        var last = receptions.Select(x => x.ReceivedOn).DefaultIfEmpty(shipment.LocalDate).Max();
        foreach (var clave in claves)
            if (clave.Good - received.Where(x => x.Clave == clave.Clave).Sum(x => x.Good) is > 0 and var undated)
                received.Add(new GoodsIn(last, clave.Clave, undated));
        return new(claves, received);
    }

    public static DeliveryContent Of(ReceiptRecorded receipt)
    {
        Delivered[] claves = [.. receipt.Lines.GroupBy(x => x.Clave, StringComparer.Ordinal).Select(x => new Delivered(
            x.Key, x.Sum(l => (long)l.Quantity), 0, x.Where(IsGood).Sum(l => (long)l.Quantity), x.Where(l => !IsGood(l)).Sum(l => (long)l.Quantity)))];
        return new(claves, [.. claves.Where(x => x.Good > 0).Select(x => new GoodsIn(receipt.LocalDate, x.Clave, x.Good))]);
    }

    public static Delivered Sum(string clave, IEnumerable<DeliveryContent> deliveries) =>
        deliveries.SelectMany(x => x.Claves).Where(x => x.Clave == clave).Aggregate(Delivered.Nothing(clave), (sum, x) => sum.Plus(x));

    /// <summary>
    /// The date on which the last missing good piece of any line was received, whatever the order in which the receptions
    /// were heard of; null while a line is not full.
    /// </summary>
    public static DateOnly? SuppliedOn(IEnumerable<(string Clave, int Ordered)> lines, IReadOnlyCollection<DeliveryContent> deliveries)
    {
        var byClave = deliveries.SelectMany(x => x.Received).ToLookup(x => x.Clave, StringComparer.Ordinal);
        DateOnly? last = null;
        foreach (var (clave, ordered) in lines)
        {
            if (FilledOn(ordered, byClave[clave]) is not { } filled)
                return null;
            last = last is null || filled > last ? filled : last;
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

    private static bool IsGood(ReceiptLine line) => line.Condition == "usable";
}
