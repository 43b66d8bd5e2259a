using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Inventory.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Inventory.Tests.Features;

public sealed class PostPrescriptionTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private Task Deliver(PrescriptionChanged message) => inventory.Host.Deliver(message);

    [Fact]
    public async Task Delivered_twice_it_takes_the_pieces_once()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, inventory.Now.AddHours(-2), InventoryHost.Goods("A", 10));
        var prescription = InventoryHost.Prescription(facility, inventory.Now, 3);
        await Deliver(prescription);
        await Deliver(prescription); // another message of the same version
        Assert.Equal(new() { ["A"] = 7 }, await inventory.Stock(facility));
        Assert.Equal(7, (await inventory.Positions()).Where(x => x.Facility == facility).MaxBy(x => x.Version)!.Usable);
    }

    [Fact]
    public async Task What_the_book_does_not_have_is_posted_all_the_same_and_explained_by_a_late_receipt()
    {
        var facility = inventory.Facility();
        await Deliver(InventoryHost.Prescription(facility, inventory.Now.AddHours(-1), 12, "A"));
        Assert.Empty(await inventory.Stock(facility));
        Assert.Equal(12, await inventory.Discrepancy(facility));
        await inventory.Conserves();

        await inventory.Receive(facility, inventory.Now.AddHours(-3), InventoryHost.Goods("A", 40));
        Assert.Equal(new() { ["A"] = 28 }, await inventory.Stock(facility));
        Assert.Equal(0, await inventory.Discrepancy(facility));
        var ledger = (await inventory.Central.Get($"/inventory/movements?facility={facility}")).Json
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        Assert.Contains(
            ledger,
            x => x.GetProperty("lot").GetString() == "SIN-LOTE"
                && x.GetProperty("namedLot").GetString() == "A"
                && x.GetProperty("assumed").GetBoolean());
        var corrections = ledger.Where(x => x.GetProperty("reason").GetString() is "corrected").ToList();
        Assert.Equal(
            0, corrections.Where(x => x.GetProperty("lot").GetString() == "A").Sum(x => x.GetProperty("quantity").GetInt64()) + 12);
        Assert.All(corrections, x => Assert.NotEqual(Guid.Empty, x.GetProperty("linkedTo").GetGuid()));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_newer_version_takes_the_place_of_the_older_and_an_older_one_does_nothing()
    {
        var (facility, other, id) = (inventory.Facility(), inventory.Facility(), Guid.CreateVersion7());
        await inventory.Receive(facility, inventory.Now.AddHours(-2), InventoryHost.Goods("A", 10));
        await inventory.Receive(other, inventory.Now.AddHours(-2), InventoryHost.Goods("A", 10));
        await Deliver(InventoryHost.Prescription(facility, inventory.Now, 3, id: id));
        await Deliver(InventoryHost.Prescription(facility, inventory.Now, 5, version: 3, id: id));
        await Deliver(InventoryHost.Prescription(facility, inventory.Now, 9, version: 2, id: id));
        Assert.Equal(new() { ["A"] = 5 }, await inventory.Stock(facility));
        await Deliver(InventoryHost.Prescription(other, inventory.Now, 4, version: 4, id: id));
        Assert.Equal((10, 6), ((await inventory.Stock(facility))["A"], (await inventory.Stock(other))["A"]));
        await Deliver(InventoryHost.Prescription(other, inventory.Now, 4, version: 5, status: "voided", id: id));
        Assert.Equal(10, (await inventory.Stock(other))["A"]);
        var reversed = (await inventory.Central.Get($"/inventory/movements?facility={other}")).Json
            .GetProperty("items")
            .EnumerateArray()
            .Last();
        Assert.Equal(("reversed", 4), (reversed.GetProperty("reason").GetString(), reversed.GetProperty("quantity").GetInt64()));
        Assert.NotEqual(Guid.Empty, reversed.GetProperty("linkedTo").GetGuid());
        await inventory.Conserves();
    }

    [Fact]
    public async Task Deliveries_and_lots_leave_on_their_own_day()
    {
        var facility = inventory.Facility();
        await inventory.Receive(
            facility, inventory.Now.AddHours(-30), InventoryHost.Goods("A", 10, "2026-12-31"), InventoryHost.Goods("B", 10));
        var presented = InventoryHost.Prescription(facility, inventory.Now.AddHours(-20), 4);
        await Deliver(presented with { Lines = [new(1, Claves.Paracetamol, 9, 4, Lots: [new("B", 3)])] });
        await Deliver(
            presented with
            {
                Version = 2,
                Lines = [new(1, Claves.Paracetamol, 9, 4, Lots: [new("B", 3)])],
                Deliveries = [new(Guid.CreateVersion7(), inventory.Now, new(2026, 10, 15), [new(1, 5, [new("B", 5)])])]
            });
        Assert.Equal(new() { ["A"] = 9, ["B"] = 2 }, await inventory.Stock(facility));
        await inventory.Conserves();
    }

    [Fact]
    public async Task Failing_once_then_succeeding_has_one_effect()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, inventory.Now.AddHours(-2), InventoryHost.Goods("A", 10));
        var good = InventoryHost.Prescription(facility, inventory.Now, 3);
        var bad = good with { Lines = [good.Lines[0] with { Dispensed = int.MaxValue }, good.Lines[0]] }; // a line number twice
        var envelope = ServiceHost.Envelope(bad);
        Assert.NotNull((await inventory.Host.DeliverOnce(envelope))[0].Error);
        Assert.Equal(10, (await inventory.Stock(facility))["A"]);
        Assert.Null((await inventory.Host.DeliverOnce(envelope with { Body = MessageJson.Write(good) }))[0].Error);
        Assert.Equal(7, (await inventory.Stock(facility))["A"]);
    }

    [Theory]
    [InlineData("BC", "2026-10-16T06:30:00Z", 15)] // 23:30 in Tijuana
    [InlineData("QR", "2026-10-16T04:30:00Z", 15)] // 23:30 in Cancún
    public async Task A_lot_is_usable_through_its_last_day_on_the_facilitys_own_wall(string prefix, string instant, int day)
    {
        await using var host = await ServiceHost.Start(
            [new InventoryService()], DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
        var (from, to) = ($"{prefix}IMB000001", $"{prefix}IMB000002");
        var body = new
        {
            facility = from,
            supplier = "L",
            receivedOn = $"2026-10-{day}",
            lines = new[] { InventoryHost.Goods("LAST", 10, $"2026-10-{day}") }
        };
        var receipt = await host.As("warehouse", facility: from).Put($"/inventory/receipts/{Guid.CreateVersion7()}", body);
        Assert.Equal("usable", receipt.Json.GetProperty("lines")[0].GetProperty("condition").GetString());
        object Shipment(int quantity) => new { from, to, lines = new[] { new { clave = Claves.Paracetamol, quantity } } };
        Assert.Equal(
            201, (await host.As("warehouse", facility: from).Put($"/inventory/shipments/{Guid.CreateVersion7()}", Shipment(4))).Status);
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            "inventory.insufficient-stock",
            (await host.As("warehouse", facility: from).Put($"/inventory/shipments/{Guid.CreateVersion7()}", Shipment(4))).Code);
        await host.Run("inventory", "publish-stock-out-days");
        await host.Run("inventory", "publish-positions");
        Assert.Equal(
            0, (await host.Outgoing<InventoryDb, StockPositionChanged>()).Where(x => x.Facility == from).MaxBy(x => x.Version)!.Usable);
    }

    [Fact]
    public async Task Many_at_once_are_all_posted()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, inventory.Now.AddHours(-2), InventoryHost.Goods("A", 30));
        var messages = Enumerable.Range(0, 12)
            .Select(i => ServiceHost.Envelope(InventoryHost.Prescription(facility, inventory.Now.AddMinutes(-i), 2)))
            .ToList();
        var open = messages.ToList();
        for (var attempt = 0; open.Count > 0 && attempt < 20; attempt++)
        {
            var verdicts = await Task.WhenAll(open.Select(async x => (Envelope: x, (await inventory.Host.DeliverOnce(x))[0].Error)));
            open = [.. verdicts.Where(x => x.Error is not null).Select(x => x.Envelope)];
        }
        Assert.Equal(new() { ["A"] = 6 }, await inventory.Stock(facility));
        Assert.Equal(
            12, await inventory.Host.Db<InventoryDb, int>(db => db.Facts.CountAsync(x => x.Facility == facility && x.Lot == null)));
        await inventory.Conserves();
    }
}
