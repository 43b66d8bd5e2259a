namespace Supply.PurchaseOrders.Domain;

/// <summary>Pieces that a recall held back when they came supply their order from the day on which nothing holds them any more.</summary>
public static class LiftedRecalls
{
    /// <summary>
    /// The delivery with its freed pieces counted as good, on the day on which they were. What is recalled again later
    /// was usable in between and stays good; what had expired by that day stays held back.
    /// </summary>
    /// <param name="recalls">Those that hold or held lots at the place of the delivery.</param>
    /// <param name="zone">Of that place: its calendar says on which day something was recalled or lifted.</param>
    public static DeliveryContent Apply(DeliveryContent delivery, IReadOnlyCollection<RecallPeriod> recalls, string zone)
    {
        List<GoodsIn> freed =
        [
            .. from held in delivery.Held ?? []
               let day = UsableFrom(held, recalls, zone)
               where day is not null
               select new GoodsIn(day.Value, held.Clave, held.Pieces),
        ];
        if (freed.Count == 0)
            return delivery;
        var pieces = freed.GroupBy(x => x.Clave, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.Sum(goods => goods.Good), StringComparer.Ordinal);
        return delivery with
        {
            Claves = [.. delivery.Claves.Select(x => x.Freed(pieces.GetValueOrDefault(x.Clave)))],
            Received = [.. delivery.Received, .. freed],
        };
    }

    /// <summary>
    /// The day on which the last recall was lifted of those that held the lot from its arrival on; null while one holds, where none
    /// is known, and for pieces that had expired by then.
    /// </summary>
    private static DateOnly? UsableFrom(HeldBack held, IEnumerable<RecallPeriod> recalls, string zone)
    {
        DateTimeOffset? free = null;
        foreach (var recall in recalls.Where(x => x.Clave == held.Clave && x.Lot == held.Lot).OrderBy(x => x.From))
        {
            if (free is { } at ? recall.From > at : recall.From is { } from && Day(from) > held.ArrivedOn)
                break;
            if (recall.Until is not { } until)
                return null;
            if (free is null ? Day(until) >= held.ArrivedOn : until > free)
                free = until;
        }
        return free is { } lifted && held.ExpiresOn >= Day(lifted) ? Day(lifted) : null;

        DateOnly Day(DateTimeOffset moment) => Zones.DateAt(moment, zone);
    }
}
