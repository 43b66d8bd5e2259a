using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Shipments;

/// <summary>The moment in which picked lots leave the sender's stock and are on their way.</summary>
internal static class ShipmentDispatch
{
    public static IEnumerable<(string Facility, string Clave)> Pairs(string from, string to, IEnumerable<string> claves) =>
        claves.Distinct().SelectMany(x => ((string, string)[])[(from, x), (to, x)]);

    /// <summary>Posts the picks; <c>inventory.insufficient-stock</c> where they would take more than there was.</summary>
    public static async Task<Refusal?> Post(
        Ledger ledger, Shipment shipment, DateTimeOffset? told, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var lot in shipment.Lots)
        {
            var sender = ledger[shipment.From, lot.Clave];
            var moment = told ?? sender.After(now);
            sender.Add(new StockLine.Shipment(
                new(shipment.Id, Guid.Empty, lot.Line, shipment.From, shipment.StatedSender, lot.Clave, moment, sender.DateAt(moment), now),
                lot.Holding, lot.Shipped, HasLeft: true));
            ledger[shipment.To, lot.Clave].Transit(lot.Shipped);
        }
        var there = shipment.Lots
            .Select(x => x.Clave)
            .Distinct()
            .ToDictionary(x => x, x => ledger[shipment.From, x].OnHand(), StringComparer.Ordinal);
        await ledger.Post(ct);
        return there.Keys.FirstOrDefault(x => ledger[shipment.From, x].DiscrepancyGrowth > 0) is { } gone
            ? Refusals.GoneMeanwhile(gone, there[gone], shipment.Lots.Where(x => x.Clave == gone).Sum(x => (long)x.Shipped))
            : null;
    }
}
