using Supply.Contracts.Inventory;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>Documents that are taken back: the stock, the messages and the shipment follow.</summary>
public sealed class ReversalTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private static readonly object mistake = new { reason = "se capturó dos veces" };

    private Task<Answer> Reverse(string facility, string document) =>
        inventory.Warehouse(facility).Put($"/inventory/{document}/reversal", mistake);

    private Task<Answer> Put(string facility, string document, object body) =>
        inventory.Warehouse(facility).Put($"/inventory/{document}", body);

    [Fact]
    public async Task A_receipt_is_taken_back_once_and_what_was_handed_out_of_it_is_a_discrepancy()
    {
        var (facility, id) = (inventory.Facility(), Guid.CreateVersion7());
        await inventory.Receive(facility, id, inventory.Now.AddHours(-5), null, InventoryHost.Goods("A", 100));
        await inventory.Host.Deliver(InventoryHost.Prescription(facility, inventory.Now.AddHours(-1), 30));
        Assert.Equal(
            "inventory.text", (await inventory.Warehouse(facility).Put($"/inventory/receipts/{id}/reversal", new { reason = " " })).Code);
        Assert.Equal("access.foreign-facility", (await Reverse("HGIMB999999", $"receipts/{id}")).Code);
        Assert.Equal(404, (await Reverse(facility, $"receipts/{Guid.CreateVersion7()}")).Status);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reverse(facility, $"receipts/{id}")));
        Assert.Equal([200, 200, 200, 201], answers.Select(x => x.Status).Order());
        Assert.Equal(
            "inventory.already-reversed",
            (await inventory.Warehouse(facility).Put($"/inventory/receipts/{id}/reversal", new { reason = "otro" })).Code);
        Assert.Equal(404, (await Reverse(facility, $"receipts/{id}/reversal")).Status);

        Assert.Empty(await inventory.Stock(facility));
        Assert.Equal(30, await inventory.Discrepancy(facility));
        var told = (await inventory.Outgoing<ReceiptRecorded>()).Where(x => x.Id == id).OrderBy(x => x.Version).ToList();
        Assert.Equal([(1, "recorded"), (2, "reversed")], told.Select(x => (x.Version, x.Status)));
        var seen = await inventory.Warehouse(facility).Get($"/inventory/receipts/{id}");
        Assert.Equal(
            (200, "\"2\"", "se capturó dos veces"),
            (seen.Status, seen.ETag, seen.Json.GetProperty("reversal").GetProperty("reason").GetString()));
        Assert.Equal(100, seen.Json.GetProperty("document").GetProperty("lines")[0].GetProperty("quantity").GetInt32());
        var movements = seen.Json.GetProperty("movements").EnumerateArray().ToList();
        Assert.Equal(
            (100, -100),
            (
                movements[0].GetProperty("quantity").GetInt32(),
                movements.Single(x => x.GetProperty("reason").GetString() is "reversed").GetProperty("quantity").GetInt32()));
        Assert.Equal(
            movements[0].GetProperty("id").GetGuid(),
            movements.Single(x => x.GetProperty("reason").GetString() is "reversed").GetProperty("linkedTo").GetGuid());
        Assert.Null((await inventory.Positions()).Where(x => x.Facility == facility).MaxBy(x => x.Version)!.KnownFrom);
        var audit = (await inventory.Host.As(Roles.Operator).Get($"/inventory/ops/audit?document={id}")).Json
            .GetProperty("items")
            .EnumerateArray();
        Assert.Single(audit, x => x.GetProperty("action").GetString() is "receipt.reversed");
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_reception_is_in_transit_again_and_can_be_received_anew()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, null, InventoryHost.Goods("A", 20), InventoryHost.Goods("B", 10, "2028-12-31"));
        var shipment = await inventory.Ship(from, to, 25);
        var (id, wrong) = (shipment.Json.GetProperty("id").GetGuid(), Guid.CreateVersion7());
        await inventory.Take(shipment, to, 5);
        await inventory.Take(shipment, to, 20, damaged: 2, reason: "venían dos más", id: wrong);
        Assert.Equal("access.foreign-facility", (await Reverse(from, $"shipments/{id}/receptions/{wrong}")).Code);
        Assert.Equal(404, (await Reverse(to, $"shipments/{Guid.CreateVersion7()}/receptions/{wrong}")).Status);
        Assert.Equal(
            (201, 200),
            (
                (await Reverse(to, $"shipments/{id}/receptions/{wrong}")).Status,
                (await Reverse(to, $"shipments/{id}/receptions/{wrong}")).Status));

        Assert.Equal(new() { ["A"] = 5 }, await inventory.Stock(to));
        var told = (await inventory.Outgoing<ShipmentChanged>()).Where(x => x.Id == id).MaxBy(x => x.Version)!;
        Assert.Equal(
            (4, "dispatched", 20, 5, 0, 5),
            (
                told.Version, told.Status, told.Lines.Sum(x => x.InTransit), told.Lines.Sum(x => x.Good), told.Lines.Sum(x => x.Damaged),
                told.Lines.Sum(x => x.Usable)));
        Assert.Equal(5, told.Receptions!.Single().Lines.Single().Good);
        Assert.Equal(20, (await inventory.Positions()).Where(x => x.Facility == to).MaxBy(x => x.Version)!.InTransit);
        Assert.Equal(
            (201, "received"),
            await inventory.Take(shipment, to, 20) is var again ? (again.Status, again.Json.GetProperty("status").GetString()) : default);
        Assert.Equal(25, (await inventory.Stock(to)).Values.Sum());
        var views = (await inventory.Warehouse(to).Get($"/inventory/shipments/{id}")).Json
            .GetProperty("receptions")
            .EnumerateArray()
            .Select(x => x.GetProperty("reversed").GetBoolean());
        Assert.Equal([false, false, true], views.Order());
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_resolution_is_open_again_and_a_surplus_after_it_is_none()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, null, InventoryHost.Goods("A", 20));
        var shipment = await inventory.Ship(from, to, 20);
        var (id, resolution) = (shipment.Json.GetProperty("id").GetGuid(), Guid.CreateVersion7());
        await inventory.Take(shipment, to, 12);
        await Put(
            from,
            $"shipments/{id}/resolutions/{resolution}",
            new
            {
                lines = new[]
                {
                    new { clave = Claves.Paracetamol, lot = "A", quantity = 3, outcome = "returned", reason = "regresó" },
                    new { clave = Claves.Paracetamol, lot = "A", quantity = 5, outcome = "lost", reason = "robo" }
                }
            });
        await inventory.Take(shipment, to, 4, reason: "aparecieron");
        Assert.Equal(201, (await Reverse(from, $"shipments/{id}/resolutions/{resolution}")).Status);
        Assert.Empty(await inventory.Stock(from));
        var line = (await inventory.Warehouse(from).Get($"/inventory/shipments/{id}")).Json.GetProperty("lines")[0];
        Assert.Equal(
            (16, 0, 4, 0),
            (
                line.GetProperty("good").GetInt32(), line.GetProperty("surplus").GetInt32(), line.GetProperty("inTransit").GetInt32(),
                line.GetProperty("resolved").GetInt32()));
        Assert.Equal(200, (await inventory.Warehouse(from).Get($"/inventory/shipments/{id}/resolutions/{resolution}")).Status);
        var settled = Assert.Single(
            (await inventory.Warehouse(to).Get($"/inventory/shipments/{id}")).Json.GetProperty("resolutions").EnumerateArray());
        Assert.Equal((resolution, true), (settled.GetProperty("id").GetGuid(), settled.GetProperty("reversed").GetBoolean()));
        Assert.Equal(
            [("returned", 3, "regresó"), ("lost", 5, "robo")],
            settled.GetProperty("lines").EnumerateArray().Select(x => (
                x.GetProperty("outcome").GetString()!, x.GetProperty("quantity").GetInt32(), x.GetProperty("reason").GetString()!)));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_count_an_adjustment_and_a_transfer_are_taken_back()
    {
        var (facility, count, adjustment, transfer) = (
            inventory.Facility(), $"counts/{Guid.CreateVersion7()}", $"adjustments/{Guid.CreateVersion7()}",
            $"transfers/{Guid.CreateVersion7()}");
        await inventory.Receive(facility, inventory.Now.AddHours(-9), InventoryHost.Goods("A", 10));
        Assert.Equal(
            201,
            (await Put(facility, count, new
            {
                facility, countedAt = inventory.Now.AddHours(-8), lines = new[] { InventoryHost.Goods("A", 3) },
            })).Status);
        object line = new { clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31", quantity = 2, reason = "hallazgo" };
        Assert.Equal(201, (await Put(facility, adjustment, new { facility, lines = new[] { line } })).Status);
        Assert.Equal(
            201,
            (await Put(facility, transfer, new
            {
                facility,
                lines = new[]
                {
                    new
                    {
                        clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31", quantity = 4,
                        to = new { condition = "damaged" },
                    },
                },
            })).Status);
        Assert.Equal(new() { ["A"] = 1, ["A damaged"] = 4 }, await inventory.Stock(facility));
        Assert.Equal(201, (await Reverse(facility, count)).Status);
        Assert.Equal(new() { ["A"] = 8, ["A damaged"] = 4 }, await inventory.Stock(facility));
        Assert.Equal(201, (await Reverse(facility, transfer)).Status);
        Assert.Equal(201, (await Reverse(facility, adjustment)).Status);
        Assert.Equal(new() { ["A"] = 10 }, await inventory.Stock(facility));
        foreach (var document in (string[])[count, adjustment, transfer])
        {
            Assert.Equal(200, (await Reverse(facility, document)).Status);
            var seen = await inventory.Warehouse(facility).Get($"/inventory/{document}");
            Assert.Equal((200, "warehouse"), (seen.Status, seen.Json.GetProperty("reversal").GetProperty("by").GetString()));
            Assert.Equal(0, seen.Json.GetProperty("movements").EnumerateArray().Sum(x => x.GetProperty("quantity").GetInt64()));
            Assert.Equal("access.foreign-facility", (await inventory.Warehouse("HGIMB999999").Get($"/inventory/{document}")).Code);
        }
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_lifted_recall_gives_back_what_it_took_and_nothing_else()
    {
        var (a, lot) = (inventory.Facility(), "LIFTED-1");
        await inventory.Receive(
            a, inventory.Now.AddHours(-9), InventoryHost.Goods(lot, 10, "2026-12-31"), InventoryHost.Goods("OTHER", 10));
        await Put(
            a,
            $"transfers/{Guid.CreateVersion7()}",
            new
            {
                facility = a,
                lines = new[]
                {
                    new { clave = Claves.Paracetamol, lot, expiresOn = "2026-12-31", quantity = 2, to = new { condition = "quarantine" } }
                }
            });
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var path = $"/inventory/recalls/{Guid.CreateVersion7()}";
        Assert.Equal(201, (await inventory.Central.Put(path, new { clave = Claves.Paracetamol, lot, reason = "partículas" })).Status);
        Assert.Equal(
            "quarantine",
            (await inventory.Receive(a, null, InventoryHost.Goods(lot, 5, "2026-12-31"))).Json
                .GetProperty("lines")[0]
                .GetProperty("condition")
                .GetString());
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await inventory.Host.Deliver(InventoryHost.Prescription(a, inventory.Now, 4));
        Assert.Equal(new() { [lot + " quarantine"] = 15, ["OTHER"] = 6 }, await inventory.Stock(a));
        Assert.Equal(
            (201, 200),
            (
                (await inventory.Central.Put(path + "/reversal", mistake)).Status,
                (await inventory.Central.Put(path + "/reversal", mistake)).Status));
        await inventory.Host.Run("inventory", "continue-recalls");
        Assert.Equal(new() { [lot] = 13, [lot + " quarantine"] = 2, ["OTHER"] = 6 }, await inventory.Stock(a));
        Assert.Equal(
            [(1, "recalled", null), (2, "lifted", null)],
            (await inventory.Outgoing<LotRecalled>())
                .Where(x => x.Lot == lot)
                .OrderBy(x => x.Version)
                .Select(x => (x.Version, x.Status, x.Scope)));
        var seen = (await inventory.Warehouse(a).Get(path)).Json;
        Assert.Equal(
            ("lifted", "se capturó dos veces"),
            (seen.GetProperty("status").GetString(), seen.GetProperty("lifted").GetProperty("reason").GetString()));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await inventory.Receive(a, null, InventoryHost.Goods(lot, 1, "2026-12-31"));
        Assert.Equal(14, (await inventory.Stock(a))[lot]);
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_recall_holds_where_its_declarer_may_say_so_and_shows_lots_spelt_nearly_alike()
    {
        var (here, near, far) = (inventory.Facility(), inventory.Facility(), inventory.Facility("QR"));
        foreach (var facility in (string[])[here, near, far])
            await inventory.Receive(
                facility, null, InventoryHost.Goods("SC-0PE", 5), InventoryHost.Goods("SC 0PE", 1), InventoryHost.Goods("SCOPE", 1));
        Task<Answer> Recall(TestCaller by, string? scope = null, Guid? id = null) =>
            by.Put(
                $"/inventory/recalls/{id ?? Guid.CreateVersion7()}",
                new { clave = Claves.Paracetamol, lot = "SC\u20110PE\u00A0", reason = "color", scope });
        var (hidalgo, own) = (inventory.Host.As(Roles.State, state: "13"), Guid.CreateVersion7());
        Assert.Equal("access.foreign-state", (await Recall(hidalgo, "23")).Code);
        Assert.Equal("access.foreign-facility", (await Recall(inventory.Warehouse(here), far)).Code);
        Assert.Equal("inventory.recall-scope", (await Recall(inventory.Warehouse(here), "13")).Code);
        Assert.Equal("inventory.recall-scope-unknown", (await Recall(inventory.Central, "x")).Code);
        var answer = await Recall(inventory.Warehouse(here), id: own);
        Assert.Equal((201, here), (answer.Status, answer.Json.GetProperty("scope").GetString()));
        Assert.Equal(["SC 0PE", "SCOPE"], answer.Json.GetProperty("nearLots").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal((5, 0, 0), await Quarantined());
        Assert.Equal("13", (await Recall(hidalgo)).Json.GetProperty("scope").GetString());
        await inventory.Host.Run("inventory", "continue-recalls");
        Assert.Equal((5, 5, 0), await Quarantined());
        Assert.Equal(
            "access.foreign-facility",
            (await inventory.Host.As(Roles.State, state: "23").Put($"/inventory/recalls/{own}/reversal", mistake)).Code);
        Assert.Equal(
            "access.role",
            (await inventory.Host.As(Roles.Pharmacy, facility: here).Put($"/inventory/recalls/{own}/reversal", mistake)).Code);

        async Task<(long, long, long)> Quarantined() => (await At(here), await At(near), await At(far));
        async Task<long> At(string facility) => (await inventory.Stock(facility)).GetValueOrDefault("SC-0PE quarantine");
    }
}
