using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Contracts.PurchaseOrders;

namespace Supply.Benchmarks;

/// <summary>Events as the services send them, in the order of their time.</summary>
internal static class Messages
{
    private static readonly Random random = new(8);

    public static PrescriptionChanged Prescription(Network network, int i)
    {
        var x = network.Prescribe(
            random, network.Facilities[i * 7 % network.Facilities.Length], network.Today.AddDays(-3), TimeSpan.FromMilliseconds(100L * i));
        return new(
            x.Id, 1, x.PresentedAt.ToUniversalTime(), x.PresentedAt.AddMinutes(1).ToUniversalTime(), x.Date, "America/Mexico_City",
            x.Facility, StateOf(x.Facility), PrescriptionKind.Individual, PrescriptionStatus.Recorded, x.Date,
            [.. x.Lines.Select(line => new PrescriptionLine(line.Line, line.Clave, line.Prescribed, line.Dispensed, Reason: line.Reason))]);
    }

    /// <summary>Of five lines, approved.</summary>
    public static SupplyOrderChanged Order(Network network, int i)
    {
        var (facility, on) = (network.Facilities[i * 7 % network.Facilities.Length], network.Today.AddDays(-10));
        var at = Network.Noon(on).ToUniversalTime();
        return new(
            Guid.CreateVersion7(), 2, at, at.AddMinutes(1), on, StateOf(facility), "warehouse", Network.WarehouseOf(facility), facility,
            on.AddDays(7), false, SupplyOrderStatus.Approved,
            [.. network.Distinct(random, 5).Select((clave, line) => new SupplyOrderLine(line + 1, clave, null, 20, 0, 0, 0, 0, 0, 0))], at);
    }

    /// <summary>Of five lines, received in full, for that order.</summary>
    public static ShipmentChanged Shipment(Network network, (Guid Id, string Facility, List<string> Claves) order)
    {
        var (_, facility, claves) = order;
        var on = network.Today.AddDays(-5);
        var at = Network.Noon(on).ToUniversalTime();
        return new(
            Guid.CreateVersion7(), 2, at, at.AddMinutes(1), on, Network.WarehouseOf(facility), facility, StateOf(facility),
            order.Id, "received", [.. claves.Select(x => new ShipmentLine(x, "L1", on.AddYears(2), null, 20, 20, 0, 0))],
            [new(Guid.CreateVersion7(), on.AddDays(1), [.. claves.Select(x => new ReceptionLine(x, 20, 0, 0))])]);
    }

    public static IEnumerable<object> Catalogue(Network network)
    {
        var at = Network.Noon(network.Today.AddDays(-60)).ToUniversalTime();
        foreach (var clave in network.Claves)
            yield return new ItemPublished(clave, 1, at, at, network.Today.AddDays(-60), $"Medicamento {clave}", "medicine", "E");
        foreach (var state in network.Warehouses.Select(StateOf))
            yield return new BuyerPublished("EF-" + state, 1, at, at, network.Today.AddDays(-60), "Entidad " + state, "state", state);
        foreach (var place in network.Facilities.Concat(network.Warehouses))
            yield return new FacilityPublished(
                place, 1, at, at, network.Today.AddDays(-60), network.Today.AddDays(-60), $"Unidad {place}", StateOf(place),
                Network.RoleAt(place) == "warehouse" ? FacilityKind.StateWarehouse : FacilityKind.HealthUnit, "America/Mexico_City",
                Buyer: "EF-" + StateOf(place));
    }

    public static string StateOf(string facility) => FacilityCode.Stored(facility).State.Code;
}
