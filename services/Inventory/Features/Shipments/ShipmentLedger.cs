using Supply.Inventory.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Features.Shipments;

/// <summary>The stock at both ends of shipments, under the codes that the ends have now.</summary>
internal static class ShipmentLedger
{
    /// <summary>
    /// The present codes of sender and receiver; the shipment's own may be older for the moments in which it is being moved.
    /// </summary>
    public static async Task<(FacilityCode From, FacilityCode To)> Ends(InventoryDb db, Shipment shipment, CancellationToken ct)
    {
        var (from, to) = (shipment.StatedSender, shipment.StatedReceiver);
        var ends = await db.Resolve([from, to], ct);
        return (FacilityCode.Stored(ends[from]), FacilityCode.Stored(ends[to]));
    }

    public static Task<Ledger> Open(
        InventoryDb db, Shipment shipment, IEnumerable<(string Facility, string Clave)> others, CancellationToken ct) =>
        Open(db, [shipment], others, ct);

    /// <summary>Locks the stock of all lots at both ends, and gives shipments and lots their present codes.</summary>
    /// <param name="others">Further pairs that the caller changes.</param>
    public static async Task<Ledger> Open(
        InventoryDb db, IReadOnlyList<Shipment> shipments, IEnumerable<(string Facility, string Clave)> others, CancellationToken ct)
    {
        var pairs = others.ToList();
        var ends = new List<(FacilityCode From, FacilityCode To)>();
        foreach (var shipment in shipments)
        {
            var (from, to) = await Ends(db, shipment, ct);
            ends.Add((from, to));
            var claves = shipment.Lots.Select(x => x.Clave).ToList();
            pairs.AddRange(ShipmentDispatch.Pairs(shipment.From, shipment.To, claves));
            pairs.AddRange(ShipmentDispatch.Pairs(from.Value, to.Value, claves));
        }
        var ledger = await Ledger.Open(db, pairs, ct);
        var codes = await SourceCodes(db, shipments.SelectMany(x => x.Lots), ct);
        foreach (var (shipment, (from, to)) in shipments.Zip(ends))
        {
            await Move(ledger, shipment, from, to, ct);
            foreach (var lot in shipment.Lots.Where(x => codes(x.FundingSource) != x.FundingSource))
                await Recode(ledger, shipment, lot, codes(lot.FundingSource), ct);
        }
        return ledger;
    }

    /// <summary>The listed code of each of the lots' funding sources; the list is read where one is named.</summary>
    public static async Task<Func<string, string>> SourceCodes(InventoryDb db, IEnumerable<ShipmentLot> lots, CancellationToken ct)
    {
        if (lots.All(x => x.FundingSource.Length == 0))
            return x => x;
        var sources = await db.FundingSources(ct);
        return x => x.Length == 0 ? x : sources.CodeOf(x);
    }

    private static async Task Recode(Ledger ledger, Shipment shipment, ShipmentLot lot, string source, CancellationToken ct)
    {
        if (shipment.Status == ShipmentStatus.Held)
            ledger[shipment.From, lot.Clave].Promise(lot.Holding, -lot.Shipped);
        lot.FundingSource = source;
        if (shipment.Status == ShipmentStatus.Held)
            ledger[shipment.From, lot.Clave].Promise(lot.Holding, lot.Shipped);
    }

    private static async Task Move(Ledger ledger, Shipment shipment, FacilityCode from, FacilityCode to, CancellationToken ct)
    {
        if (shipment.To != to.Value && shipment.IsUnderWay)
        {
            foreach (var lot in shipment.Lots)
            {
                ledger[shipment.To, lot.Clave].Transit(-lot.InTransit);
                ledger[to.Value, lot.Clave].Transit(lot.InTransit);
            }
        }
        if (shipment.From != from.Value && shipment.Status == ShipmentStatus.Held)
        {
            foreach (var lot in shipment.Lots)
            {
                ledger[shipment.From, lot.Clave].Promise(lot.Holding, -lot.Shipped);
                ledger[from.Value, lot.Clave].Promise(lot.Holding, lot.Shipped);
            }
        }
        (shipment.From, shipment.To) = (from.Value, to.Value);
        (shipment.State, shipment.ToState) = (from.State.Code, to.State.Code);
    }
}
