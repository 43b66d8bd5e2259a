namespace Supply.Inventory.Tests.Features;

public sealed class RecallTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private static readonly object mistake = new { reason = "se capturó dos veces" };

    [Theory]
    [InlineData("13", null)]
    [InlineData(null, "13")]
    [InlineData("facility", "13")]
    [InlineData("13", "facility")]
    public async Task A_lot_that_two_recalls_hold_is_in_quarantine_until_both_are_lifted(string? first, string? second)
    {
        var (here, far, lot) = (inventory.Facility(), inventory.Facility("QR"), Lot());
        await inventory.Receive(here, null, InventoryHost.Goods(lot, 10), InventoryHost.Goods("OTHER", 1));
        await inventory.Receive(far, null, InventoryHost.Goods(lot, 3));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (one, other) = (await Recall(lot, Scope(first)), await Recall(lot, Scope(second)));
        await inventory.Receive(here, null, InventoryHost.Goods(lot, 5));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await Lift(one);
        Assert.Equal(new() { [lot + " quarantine"] = 15, ["OTHER"] = 1 }, await inventory.Stock(here));
        Assert.Equal(new() { [lot + (second is null ? " quarantine" : "")] = 3 }, await inventory.Stock(far));
        await inventory.Receive(here, inventory.Now.AddDays(-1), InventoryHost.Goods(lot, 2)); // told late: it was there at both
        await inventory.Host.Deliver(InventoryHost.Prescription(here, inventory.Now.AddSeconds(-90), 4, lot));
        await inventory.Host.Run("inventory", "continue-recalls");
        Assert.Equal(new() { [lot + " quarantine"] = 13, ["OTHER"] = 1 }, await inventory.Stock(here));

        await Lift(other);
        Assert.Equal(new() { [lot] = 13, ["OTHER"] = 1 }, await inventory.Stock(here));
        Assert.Equal(new() { [lot] = 3 }, await inventory.Stock(far));
        await inventory.Host.Run("inventory", "continue-recalls");
        Assert.Equal(new() { [lot] = 13, ["OTHER"] = 1 }, await inventory.Stock(here));
        await inventory.Conserves();

        string? Scope(string? scope) => scope == "facility" ? here : scope;
    }

    [Fact]
    public async Task The_recall_that_quarantined_nothing_may_be_lifted_first()
    {
        var (here, lot) = (inventory.Facility(), Lot());
        await inventory.Receive(here, null, InventoryHost.Goods(lot, 10));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (one, other) = (await Recall(lot, "13"), await Recall(lot, null));
        await Lift(other);
        Assert.Equal(new() { [lot + " quarantine"] = 10 }, await inventory.Stock(here));
        await Lift(one);
        Assert.Equal(new() { [lot] = 10 }, await inventory.Stock(here));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_recall_elsewhere_or_of_another_lot_holds_nothing_here()
    {
        var (here, lot) = (inventory.Facility(), Lot());
        await inventory.Receive(here, null, InventoryHost.Goods(lot, 10));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var one = await Recall(lot, null);
        await Recall(lot, "23");
        await Recall(lot, inventory.Facility());
        await Recall(Lot(), null);
        await Lift(one);
        Assert.Equal(new() { [lot] = 10 }, await inventory.Stock(here));
    }

    [Fact]
    public async Task What_was_quarantined_for_another_reason_stays_when_both_are_lifted()
    {
        var (here, lot) = (inventory.Facility(), Lot());
        await inventory.Receive(here, null, InventoryHost.Goods(lot, 10));
        Assert.Equal(201, (await inventory.Warehouse(here).Put($"/inventory/transfers/{Guid.CreateVersion7()}", new
        {
            facility = here,
            lines = new[]
            {
                new { clave = Claves.Paracetamol, lot, expiresOn = "2027-12-31", quantity = 2, to = new { condition = "quarantine" } }
            }
        })).Status);
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        string[] recalls = [await Recall(lot, here), await Recall(lot, "13"), await Recall(lot, null)];
        foreach (var recall in recalls)
        {
            Assert.Equal(new() { [lot + " quarantine"] = 10 }, await inventory.Stock(here));
            await Lift(recall);
        }
        Assert.Equal(new() { [lot] = 8, [lot + " quarantine"] = 2 }, await inventory.Stock(here));
        await inventory.Conserves();
    }

    private static string Lot() => $"L{Guid.CreateVersion7():N}"[..30].ToUpperInvariant();

    private async Task<string> Recall(string lot, string? scope)
    {
        var path = $"/inventory/recalls/{Guid.CreateVersion7()}";
        Assert.Equal(201, (await inventory.Central.Put(path, new { clave = Claves.Paracetamol, lot, reason = "color", scope })).Status);
        return path;
    }

    private async Task Lift(string recall) => Assert.Equal(201, (await inventory.Central.Put(recall + "/reversal", mistake)).Status);
}
