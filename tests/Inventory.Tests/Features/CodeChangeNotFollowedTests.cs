using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Reference;

namespace Supply.Inventory.Tests.Features;

/// <summary>A change of a code is known and no row has followed it: all that was recorded is the present code's already.</summary>
public sealed class CodeChangeNotFollowedTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private static readonly object mistake = new { reason = "se capturó dos veces" };

    private int version;

    private Task Publish(string code, params string[] predecessors) => inventory.Host.Deliver(new FacilityPublished(
        code, Interlocked.Increment(ref version), inventory.Now, inventory.Now.AddSeconds(version), new DateOnly(2026, 10, 15),
        new DateOnly(2020, 1, 1), "Unidad", "13", "healthUnit", "America/Mexico_City", Predecessors: predecessors));

    private Task Follow() => inventory.Host.Services.GetServices<FollowCodeChanges>().Single().Finish();

    /// <summary>Records by the code that the unit has now, has it changed, and does not let the rows follow.</summary>
    /// <returns>The unit's present code, by which it acts, and the one that the rows are still stored under.</returns>
    private async Task<(string Present, string Stored)> Change(string stated, string other, bool takenBack)
    {
        await Publish(other, stated);
        if (!takenBack)
            return (other, stated);
        await Follow();
        await Publish(other);
        return (stated, other);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receiver_and_sender_act_at_once_and_the_stock_is_right_before_and_after_the_rows_follow(bool takenBack)
    {
        var (warehouse, stated, other) = (inventory.Facility(), inventory.Facility(), inventory.Facility());
        await inventory.Receive(warehouse, inventory.Now.AddDays(-5), InventoryHost.Goods("W", 100));
        await inventory.Receive(stated, inventory.Now.AddDays(-5), InventoryHost.Goods("A", 50));
        var coming = Path(await inventory.Ship(warehouse, stated, 20, at: inventory.Now.AddDays(-1)));
        var going = Path(await inventory.Ship(stated, warehouse, 10, at: inventory.Now.AddDays(-1)));
        var (sent, dropped) = (
            Path(await inventory.Ship(stated, warehouse, 5, hold: true)), Path(await inventory.Ship(stated, warehouse, 7, hold: true)));
        var (present, stored) = await Change(stated, other, takenBack);
        var unit = inventory.Warehouse(present);

        foreach (var shipment in (string[])[coming, going, sent, dropped])
            Assert.Equal(
                (200, present),
                await unit.Get(shipment) is var seen
                    ? (seen.Status, seen.Json.GetProperty(shipment == coming ? "to" : "from").GetString()) : default);
        var (reception, resolution) = ($"{coming}/receptions/{Guid.CreateVersion7()}", $"{going}/resolutions/{Guid.CreateVersion7()}");
        Assert.Equal(201, (await unit.Put(reception, Reception(5))).Status);
        Assert.Equal(201, (await unit.Put(resolution, Resolution(10))).Status);
        Assert.Equal((200, 200), ((await unit.Get(reception)).Status, (await unit.Get(resolution)).Status));
        Assert.Equal(201, (await unit.Put(reception + "/reversal", mistake)).Status);
        Assert.Equal(201, (await unit.Put(resolution + "/reversal", mistake)).Status);
        Assert.Equal(
            (201, 201),
            ((await unit.Put($"{coming}/receptions/{Guid.CreateVersion7()}", Reception(8))).Status,
                (await unit.Put($"{going}/resolutions/{Guid.CreateVersion7()}", Resolution(4))).Status));
        Assert.Equal((8, 4), (await Pieces(present, "W"), await Pieces(present, "A"))); // at once
        Assert.Equal((200, 200), ((await unit.Post(sent + "/dispatch")).Status, (await unit.Post(dropped + "/cancel")).Status));
        var stranger = inventory.Warehouse(inventory.Facility());
        Assert.Equal("access.foreign-facility", (await stranger.Put($"{coming}/receptions/{Guid.CreateVersion7()}", Reception(1))).Code);

        for (var again = 0; again < 2; again++)
            await Follow();
        Assert.Equal(new() { ["A"] = 50 - 10 - 5 + 4, ["W"] = 8 }, await inventory.Stock(present));
        var positions = (await inventory.Positions()).GroupBy(x => x.Facility).ToDictionary(x => x.Key, x => x.MaxBy(p => p.Version)!);
        Assert.Equal((47, 12), (positions[present].Usable, positions[present].InTransit));
        Assert.Equal((0, 0), (await Pieces(stored, "W"), await Pieces(stored, "A")));
        await inventory.Conserves();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Documents_of_stock_are_read_and_taken_back(bool takenBack)
    {
        var (stated, other, lot) = (inventory.Facility(), inventory.Facility(), $"L{Guid.CreateVersion7():N}"[..20].ToUpperInvariant());
        var (receipt, kept) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await inventory.Receive(stated, kept, inventory.Now.AddDays(-5), null, InventoryHost.Goods(lot, 50));
        await inventory.Receive(stated, receipt, inventory.Now.AddDays(-4), null, InventoryHost.Goods(lot, 9));
        var holder = inventory.Warehouse(stated);
        var (count, adjustment, transfer, recall) = (
            $"/inventory/counts/{Guid.CreateVersion7()}", $"/inventory/adjustments/{Guid.CreateVersion7()}",
            $"/inventory/transfers/{Guid.CreateVersion7()}", $"/inventory/recalls/{Guid.CreateVersion7()}");
        Assert.Equal(201, (await holder.Put(adjustment, new { facility = stated, lines = new[] { Lost(lot, 3) } })).Status);
        Assert.Equal(201, (await holder.Put(transfer, new { facility = stated, lines = new[] { Doubted(lot, 2) } })).Status);
        var counted = new { facility = stated, countedAt = inventory.Now, lines = new[] { InventoryHost.Goods(lot, 60) } };
        Assert.Equal(201, (await holder.Put(count, counted)).Status);
        Assert.Equal(
            201, (await holder.Put(recall, new { clave = Claves.Paracetamol, lot, reason = "color", scope = stated })).Status);
        var (present, _) = await Change(stated, other, takenBack);
        var unit = inventory.Warehouse(present);

        foreach (var document in (string[])[$"/inventory/receipts/{receipt}", count, adjustment, transfer])
        {
            Assert.Equal(
                (200, present),
                await unit.Get(document) is var seen ? (seen.Status, seen.Json.GetProperty("facility").GetString()) : default);
            Assert.Equal(
                "access.foreign-facility", (await inventory.Warehouse(inventory.Facility()).Put(document + "/reversal", mistake)).Code);
            Assert.Equal((document, 201), (document, (await unit.Put(document + "/reversal", mistake)).Status));
        }
        Assert.Equal((201, ""), await unit.Put(recall + "/reversal", mistake) is var lifted
            ? (lifted.Status, lifted.Status == 201 ? "" : lifted.Text) : default);
        for (var again = 0; again < 2; again++)
            await Follow();
        await inventory.Host.Run("inventory", "continue-recalls");
        Assert.Equal(new() { [lot] = 50 }, await inventory.Stock(present));
        await inventory.Conserves();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_unit_recalled_is_held_back_when_more_of_it_comes(bool takenBack)
    {
        var (stated, other, lot) = (inventory.Facility(), inventory.Facility(), $"L{Guid.CreateVersion7():N}"[..20].ToUpperInvariant());
        Assert.Equal(201, (await inventory.Warehouse(stated).Put(
            $"/inventory/recalls/{Guid.CreateVersion7()}",
            new { clave = Claves.Paracetamol, lot, reason = "color", scope = stated })).Status);
        var (present, stored) = await Change(stated, other, takenBack);
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await inventory.Receive(present, null, InventoryHost.Goods(lot, 5))).Status);
        Assert.Equal(new() { [lot + " quarantine"] = 5 }, await inventory.Stock(present));
        if (takenBack)
        {
            await inventory.Receive(stored, null, InventoryHost.Goods(lot, 6));
            await inventory.Host.Run("inventory", "continue-recalls");
            Assert.Equal(new() { [lot] = 6 }, await inventory.Stock(stored)); // it is another unit again
        }
        await Follow();
        await inventory.Conserves();
    }

    [Fact]
    public async Task Lists_show_what_is_still_under_the_former_code()
    {
        var (old, unit) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(old, inventory.Now.AddDays(-5), InventoryHost.Goods("A", 50));
        await inventory.Host.Deliver(InventoryHost.Prescription(old, inventory.Now.AddDays(-6), 3));
        await inventory.Receive(unit, inventory.Now.AddDays(-5), InventoryHost.Goods("B", 4));
        await Publish(unit, old);
        string[] filters = [$"?facility={unit}", $"?facility={old}"];
        foreach (var (caller, asks) in new[]
        {
            (inventory.Warehouse(unit), [.. filters, ""]), (inventory.Warehouse(old), [.. filters, ""]), (inventory.Central, filters),
        })
            foreach (var filter in asks)
            {
                Assert.Equal(["A", "B"], Texts(await caller.Get("/inventory/stock" + filter), "lot"));
                Assert.Contains("B", Texts(await caller.Get("/inventory/movements" + filter), "lot"));
                Assert.Contains("A", Texts(await caller.Get("/inventory/movements" + filter), "lot"));
                Assert.Single(Texts(await caller.Get("/inventory/discrepancies" + filter), "clave"));
            }
        Assert.Empty(Texts(await inventory.Warehouse(inventory.Facility()).Get($"/inventory/stock?facility={unit}"), "lot"));
        await Follow();
        Assert.Equal(["A", "B"], Texts(await inventory.Warehouse(unit).Get("/inventory/stock"), "lot"));
    }

    [Fact]
    public async Task A_change_that_is_heard_of_while_a_request_waits_does_not_refuse_it()
    {
        var (old, unit) = (inventory.Facility(), inventory.Facility());
        var caller = Caller.Of(new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new("role", Roles.Warehouse), new("facility", old)])),
        });
        await Publish(unit, old);
        await inventory.Host.Db<InventoryDb, bool>(async db =>
        {
            Assert.Null(await caller.MayActForStored(db, [old], "facility", default));
            Assert.Null(await caller.MayActForStored(db, [unit], "facility", default));
            Assert.Equal(
                "access.foreign-facility", (await caller.MayActForStored(db, [inventory.Facility()], "facility", default))!.Code);
            return true;
        });
    }

    private async Task<long> Pieces(string facility, string lot) => await inventory.Host.Db<InventoryDb, long>(db =>
        db.Balances.Where(x => x.Facility == facility && x.Lot == lot).SumAsync(x => x.OnHand));

    private static string Path(Answer shipment)
    {
        Assert.Equal((201, ""), (shipment.Status, shipment.Status == 201 ? "" : shipment.Text));
        return $"/inventory/shipments/{shipment.Json.GetProperty("id").GetGuid()}";
    }

    private static object Reception(int good) =>
        new { receivedOn = "2026-10-15", lines = new[] { new { clave = Claves.Paracetamol, good } } };

    private static object Lost(string lot, int pieces) =>
        new { clave = Claves.Paracetamol, lot, expiresOn = "2027-12-31", quantity = -pieces, reason = "rotura" };

    private static object Doubted(string lot, int quantity) =>
        new { clave = Claves.Paracetamol, lot, expiresOn = "2027-12-31", quantity, to = new { condition = "quarantine" } };

    private static object Resolution(int quantity) => new
    {
        lines = new[] { new { clave = Claves.Paracetamol, lot = "A", quantity, outcome = "returned", reason = "volvió" } },
    };

    private static List<string> Texts(Answer list, string property) =>
        [.. list.Json.GetProperty("items").EnumerateArray().Select(x => x.GetProperty(property).GetString()!).Order()];
}
