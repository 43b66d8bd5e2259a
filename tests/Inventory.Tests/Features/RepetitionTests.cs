using Supply.Contracts.Catalog;

namespace Supply.Inventory.Tests.Features;

/// <summary>A document that is sent again is the same request under the former and the present code of its facilities.</summary>
public sealed class RepetitionTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Theory]
    [InlineData("receipts")]
    [InlineData("counts")]
    [InlineData("adjustments")]
    [InlineData("transfers")]
    [InlineData("shipments")]
    public async Task It_is_answered_as_the_first_time_under_either_code(string documents)
    {
        var (old, unit, other) = (inventory.Facility("HG"), inventory.Facility("HG"), inventory.Facility("HG"));
        await inventory.Receive(old, inventory.Now.AddDays(-5), InventoryHost.Goods("A", 50));
        await inventory.Receive(other, inventory.Now.AddDays(-5), InventoryHost.Goods("A", 50));
        var path = $"/inventory/{documents}/{Guid.CreateVersion7()}";
        Assert.Equal(201, (await inventory.Warehouse(old).Put(path, Body(documents, old, 7))).Status);

        await inventory.Host.Deliver(new FacilityPublished(unit, 1, inventory.Now, inventory.Now, new DateOnly(2026, 10, 15),
            new DateOnly(2020, 1, 1), "Unidad", "13", "healthUnit", "America/Mexico_City", Predecessors: [old]));
        foreach (var code in (string[])[old, unit])
        {
            Assert.Equal((200, code), ((await inventory.Warehouse(unit).Put(path, Body(documents, code, 7))).Status, code));
            Assert.Equal((409, code), ((await inventory.Warehouse(unit).Put(path, Body(documents, code, 8))).Status, code));
        }
        Assert.Equal(409, (await inventory.Warehouse(other).Put(path, Body(documents, other, 7))).Status);
    }

    private object Body(string documents, string facility, int quantity)
    {
        const string clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31";
        return documents switch
        {
            "receipts" => new
            {
                facility, supplier = "Laboratorios", receivedOn = "2026-10-10", lines = new[] { new { clave, lot, expiresOn, quantity } },
            },
            "counts" => new { facility, countedAt = inventory.Now.AddDays(-1), lines = new[] { new { clave, lot, expiresOn, quantity } } },
            "adjustments" => new
            {
                facility, occurredAt = inventory.Now.AddDays(-1),
                lines = new[] { new { clave, lot, expiresOn, quantity = -quantity, reason = "se rompieron" } },
            },
            "transfers" => new
            {
                facility, lines = new[] { new { clave, lot, expiresOn, quantity, from = new { }, to = new { location = "ward" } } },
            },
            _ => new { from = facility, to = "ALM-13-01", lines = new[] { new { clave, quantity } } },
        };
    }
}
