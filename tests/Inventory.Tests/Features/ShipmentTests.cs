using Supply.Contracts.Inventory;

namespace Supply.Inventory.Tests.Features;

public sealed class ShipmentTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private async Task<(string From, string To)> WithTwoLots(int early = 20, int late = 50)
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(
            from, null, InventoryHost.Goods("OLD", 99, "2026-10-14"), InventoryHost.Goods("EARLY", early, "2026-12-31"),
            InventoryHost.Goods("LATE", late));
        return (from, to);
    }

    [Fact]
    public async Task Takes_the_earliest_expiry_first_splits_over_lots_and_leaves_expired_ones()
    {
        var (from, to) = await WithTwoLots();
        var id = Guid.CreateVersion7();
        var first = await inventory.Ship(from, to, 30, id);
        var again = await inventory.Ship(from, to, 30, id);
        Assert.Equal((201, 200, "inventory.id-reused"), (first.Status, again.Status, (await inventory.Ship(from, to, 31, id)).Code));
        Assert.Equal(
            [("EARLY", 20), ("LATE", 10)],
            first.Json
                .GetProperty("lines")
                .EnumerateArray()
                .Select(x => (x.GetProperty("lot").GetString(), x.GetProperty("quantity").GetInt32())));
        Assert.Equal(new() { ["OLD quarantine"] = 99, ["LATE"] = 40 }, await inventory.Stock(from));
        var changed = Assert.Single(await inventory.Outgoing<ShipmentChanged>(), x => x.Id == id);
        Assert.Equal(
            (1, "dispatched", 30, 30),
            (changed.Version, changed.Status, changed.Lines.Sum(x => x.Shipped), changed.Lines.Sum(x => x.InTransit)));
        Assert.Equal(30, (await inventory.Positions()).Where(x => x.Facility == to).MaxBy(x => x.Version)!.InTransit);
        await inventory.Conserves();
    }

    [Fact]
    public async Task More_than_there_is_is_refused_whole()
    {
        var (from, to) = await WithTwoLots();
        var answer = await inventory.Ship(from, to, 71);
        Assert.Equal(
            (409, "inventory.insufficient-stock", "lines[0].quantity"),
            (answer.Status, answer.Code, answer.Json.GetProperty("field").GetString()));
        Assert.Contains("70", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(70 + 99, (await inventory.Stock(from)).Values.Sum());
        Assert.DoesNotContain(await inventory.Outgoing<ShipmentChanged>(), x => x.From == from);
    }

    [Fact]
    public async Task Eight_at_once_never_sell_a_piece_twice()
    {
        var (from, to) = await WithTwoLots(25, 35);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => inventory.Ship(from, to, 10)));
        Assert.Equal((6, 2), (answers.Count(x => x.Status == 201), answers.Count(x => x.Status == 409)));
        Assert.Equal(new() { ["OLD quarantine"] = 99 }, await inventory.Stock(from));
        await inventory.Conserves();
    }

    [Fact]
    public async Task Shipments_that_cross_do_not_lock_each_other_out()
    {
        var (a, b) = await WithTwoLots();
        await inventory.Receive(b, null, InventoryHost.Goods("B", 70));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? inventory.Ship(a, b, 7) : inventory.Ship(b, a, 7)));
        Assert.All(answers, x => Assert.Equal(201, x.Status));
        await inventory.Conserves();
    }

    [Fact]
    public async Task Ring_fenced_funds_leave_only_when_named()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, Guid.CreateVersion7(), null, "saeac", InventoryHost.Goods("F", 10, "2026-11-30"));
        await inventory.Receive(from, null, InventoryHost.Goods("U", 10));
        Assert.Equal("inventory.insufficient-stock", (await inventory.Ship(from, to, 11)).Code);
        Assert.Equal("U", (await inventory.Ship(from, to, 3)).Json.GetProperty("lines")[0].GetProperty("lot").GetString());
        Assert.Equal("F", (await inventory.Ship(from, to, 3, source: "SAEAC")).Json.GetProperty("lines")[0].GetProperty("lot").GetString());
    }

    [Fact]
    public async Task A_held_shipment_reserves_and_leaves_once_or_lets_go()
    {
        var (from, to) = await WithTwoLots();
        var held = await inventory.Ship(from, to, 30, hold: true);
        Assert.Equal(("held", "\"1\""), (held.Json.GetProperty("status").GetString(), held.ETag));
        Assert.Equal("inventory.insufficient-stock", (await inventory.Ship(from, to, 41)).Code);
        var path = $"/inventory/shipments/{held.Json.GetProperty("id").GetGuid()}";
        Assert.Equal("inventory.not-dispatched", (await inventory.Take(held, to, 1)).Code);
        Assert.Equal("access.foreign-facility", (await inventory.Warehouse(to).Post(path + "/dispatch")).Code);
        Assert.Equal(412, (await inventory.Warehouse(from).Post(path + "/dispatch", ifMatch: "\"7\"")).Status);
        var left = await inventory.Warehouse(from).Post(path + "/dispatch", ifMatch: "\"1\"");
        var repeated = await inventory.Warehouse(from).Post(path + "/dispatch");
        Assert.Equal((200, 200, left.Text), (left.Status, repeated.Status, repeated.Text));
        Assert.Equal("inventory.not-held", (await inventory.Warehouse(from).Post(path + "/cancel")).Code);
        Assert.Equal(new() { ["OLD quarantine"] = 99, ["LATE"] = 40 }, await inventory.Stock(from));

        var other = await inventory.Ship(from, to, 40, hold: true);
        var cancelled = await inventory.Warehouse(from).Post($"/inventory/shipments/{other.Json.GetProperty("id").GetGuid()}/cancel");
        Assert.Equal((200, "cancelled"), (cancelled.Status, cancelled.Json.GetProperty("status").GetString()));
        Assert.Equal(201, (await inventory.Ship(from, to, 40)).Status);
        Assert.Equal(404, (await inventory.Warehouse(from).Post($"/inventory/shipments/{Guid.CreateVersion7()}/cancel")).Status);
        await inventory.Conserves();
    }

    [Fact]
    public async Task Good_damaged_missing_and_surplus_pieces_all_close()
    {
        var (from, to) = await WithTwoLots();
        var shipment = await inventory.Ship(from, to, 30);
        var id = shipment.Json.GetProperty("id").GetGuid();
        var reception = Guid.CreateVersion7();
        var first = await inventory.Take(shipment, to, 18, damaged: 2, missing: 3, id: reception);
        var again = await inventory.Take(shipment, to, 18, damaged: 2, missing: 3, id: reception);
        Assert.Equal((201, 200, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal(new() { ["EARLY"] = 18, ["EARLY damaged"] = 2 }, await inventory.Stock(to));
        Assert.Equal("inventory.surplus-without-reason", (await inventory.Take(shipment, to, 11)).Code);
        Assert.Equal("inventory.missing-beyond-transit", (await inventory.Take(shipment, to, 5, missing: 6)).Code);
        Assert.Equal("inventory.not-in-shipment", (await inventory.Take(shipment, to, 5, lot: "X")).Code);
        Assert.Equal("access.foreign-facility", (await inventory.Take(shipment, from, 1)).Code);
        Assert.Equal(201, (await inventory.Take(shipment, to, 6)).Status);

        var settle = new
        {
            lines = new[]
            {
                new { clave = Claves.Paracetamol, lot = "LATE", quantity = 3, outcome = "returned", reason = "el chofer los trajo" },
                new { clave = Claves.Paracetamol, lot = "LATE", quantity = 1, outcome = "lost", reason = "robo" }
            }
        };
        var resolution = $"/inventory/shipments/{id}/resolutions/{Guid.CreateVersion7()}";
        Assert.Equal(
            (201, 200),
            (
                (await inventory.Warehouse(from).Put(resolution, settle)).Status,
                (await inventory.Warehouse(from).Put(resolution, settle)).Status));
        Assert.Equal(
            "inventory.resolved-beyond-transit",
            (await inventory.Warehouse(from).Put($"/inventory/shipments/{id}/resolutions/{Guid.CreateVersion7()}", settle)).Code);
        Assert.Equal(
            "access.foreign-facility",
            (await inventory.Warehouse(to).Put($"/inventory/shipments/{id}/resolutions/{Guid.CreateVersion7()}", settle)).Code);
        var surplus = await inventory.Take(shipment, to, 2, lot: "LATE", reason: "venían dos más");
        Assert.Equal((201, "received"), (surplus.Status, surplus.Json.GetProperty("status").GetString()));

        Assert.Equal(new() { ["OLD quarantine"] = 99, ["LATE"] = 43 }, await inventory.Stock(from));
        Assert.Equal(new() { ["EARLY"] = 18, ["EARLY damaged"] = 2, ["LATE"] = 8 }, await inventory.Stock(to));
        var last = (await inventory.Outgoing<ShipmentChanged>()).Where(x => x.Id == id).MaxBy(x => x.Version)!;
        Assert.Equal(
            (5, "received", 0, 26, 2, 4),
            (
                last.Version, last.Status, last.Lines.Sum(x => x.InTransit), last.Lines.Sum(x => x.Good), last.Lines.Sum(x => x.Damaged),
                last.Lines.Sum(x => x.Resolved)));
        var seen = await inventory.Warehouse(to).Get($"/inventory/shipments/{id}");
        Assert.Equal((200, "\"5\"", 3), (seen.Status, seen.ETag, seen.Json.GetProperty("receptions").GetArrayLength()));
        Assert.Equal(403, (await inventory.Warehouse("HGIMB999999").Get($"/inventory/shipments/{id}")).Status);
        Assert.Equal(404, (await inventory.Central.Get($"/inventory/shipments/{Guid.CreateVersion7()}")).Status);
        await inventory.Conserves();
    }

    [Theory]
    [InlineData(
        """{"from":"HGIMB900001","to":"HGIMB900001","lines":[{"clave":"010.000.0104.00","quantity":1}]}""",
        "inventory.same-facility")]
    [InlineData(
        """{"from":"HGIMB900001","to":"HGIMB900002","hold":true,"dispatchedAt":"2026-10-15T10:00:00Z","lines":""" +
        """[{"clave":"010.000.0104.00","quantity":1}]}""",
        "inventory.held-has-not-left")]
    [InlineData(
        """{"from":"HGIMB900001","to":"HGIMB900002","dispatchedAt":"2026-10-17T10:00:00Z","lines":""" +
        """[{"clave":"010.000.0104.00","quantity":1}]}""",
        "inventory.in-future")]
    [InlineData("""{"from":"HGIMB900001","to":"HGIMB900002","lines":[{"clave":"010.000.0104.00"}]}""", "pieces.missing")]
    [InlineData("""{"from":"HGIMB900001","to":"x","lines":[{"clave":"010.000.0104.00","quantity":1}]}""", "facility.malformed")]
    public async Task Bad_input_is_refused(string body, string code)
    {
        var answer = await inventory.Warehouse("HGIMB900001").Put($"/inventory/shipments/{Guid.CreateVersion7()}", body);
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_shipment_that_is_recorded_late_takes_what_was_there_then_and_is_still_there()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(
            from, inventory.Now.AddHours(-10), InventoryHost.Goods("A", 10, "2026-12-31"), InventoryHost.Goods("B", 10));
        await inventory.Ship(from, to, 10, at: inventory.Now.AddHours(-5));
        await inventory.Receive(from, inventory.Now.AddHours(-1), InventoryHost.Goods("C", 10));
        var late = await inventory.Ship(from, to, 10, at: inventory.Now.AddHours(-8));
        Assert.Equal("B", late.Json.GetProperty("lines")[0].GetProperty("lot").GetString());
        Assert.Equal("inventory.insufficient-stock", (await inventory.Ship(from, to, 1, at: inventory.Now.AddHours(-8))).Code);
        Assert.Equal(new() { ["C"] = 10 }, await inventory.Stock(from));
        await inventory.Conserves();
    }

    [Fact]
    public async Task What_was_recalled_or_expired_when_it_came_is_good_and_not_usable()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(
            from, inventory.Now.AddDays(-3), InventoryHost.Goods("SOON", 5, "2026-10-13"), InventoryHost.Goods("BACK", 10, "2026-12-31"),
            InventoryHost.Goods("FINE", 20));
        var shipment = await inventory.Ship(from, to, 35, at: inventory.Now.AddDays(-2));
        var id = shipment.Json.GetProperty("id").GetGuid();
        await inventory.Central.Put(
            $"/inventory/recalls/{Guid.CreateVersion7()}", new { clave = Claves.Paracetamol, lot = "BACK", reason = "partículas" });
        Assert.Equal(201, (await inventory.Take(shipment, to, 35)).Status);

        Assert.Equal(new() { ["SOON quarantine"] = 5, ["BACK quarantine"] = 10, ["FINE"] = 20 }, await inventory.Stock(to));
        var told = (await inventory.Outgoing<ShipmentChanged>()).Where(x => x.Id == id).MaxBy(x => x.Version)!;
        Assert.Equal([("SOON", 5, 0), ("BACK", 10, 0), ("FINE", 20, 20)], told.Lines.Select(x => (x.Lot, x.Good, x.Usable ?? -1)));
        Assert.Equal((35, 20), (told.Receptions!.Single().Lines.Single().Good, told.Receptions!.Single().Lines.Single().Usable));
        var seen = (await inventory.Warehouse(to).Get($"/inventory/shipments/{id}")).Json;
        Assert.Equal([0, 0, 20], seen.GetProperty("lines").EnumerateArray().Select(x => x.GetProperty("usable").GetInt32()));
        Assert.Equal(20, seen.GetProperty("receptions")[0].GetProperty("lines")[0].GetProperty("usable").GetInt32());
    }

    [Fact]
    public async Task A_recall_after_the_arrival_does_not_change_what_arrived()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, null, InventoryHost.Goods("FIRST", 20, "2026-12-31"), InventoryHost.Goods("SECOND", 5));
        var shipment = await inventory.Ship(from, to, 25);
        await inventory.Take(shipment, to, 10);
        await inventory.Central.Put(
            $"/inventory/recalls/{Guid.CreateVersion7()}", new { clave = Claves.Paracetamol, lot = "SECOND", reason = "partículas" });
        await inventory.Take(shipment, to, 15);
        var told = (await inventory.Outgoing<ShipmentChanged>()).Where(x => x.To == to).MaxBy(x => x.Version)!;
        Assert.Equal([("FIRST", 20, 20), ("SECOND", 5, 0)], told.Lines.Select(x => (x.Lot, x.Good, x.Usable ?? -1)));
        Assert.Equal([10, 10], told.Receptions!.Select(x => x.Lines.Single().Usable ?? -1));
    }

    [Fact]
    public async Task Another_expiry_is_another_lot()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, Guid.CreateVersion7(), null, "SAEAC", InventoryHost.Goods("EARLY", 20, "2026-12-31"));
        var shipment = await inventory.Ship(from, to, 20, source: "SAEAC");
        Task<Answer> Take(string? reason) => inventory.Warehouse(to).Put(
            $"/inventory/shipments/{shipment.Json.GetProperty("id").GetGuid()}/receptions/{Guid.CreateVersion7()}",
            new
            {
                receivedOn = "2026-10-15",
                lines = new[] { new { clave = Claves.Paracetamol, lot = "early", expiresOn = "2026-10-14", good = 20, reason } }
            });
        var refused = await Take(null);
        Assert.Equal((422, "inventory.not-in-shipment"), (refused.Status, refused.Code));
        Assert.Contains("2026-12-31", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(201, (await Take("así viene impreso")).Status);
        Assert.Equal(new() { ["EARLY quarantine"] = 20 }, await inventory.Stock(to));
        var item = (await inventory.Central.Get($"/inventory/stock?facility={to}")).Json.GetProperty("items")[0];
        Assert.Equal(("2026-10-14", "SAEAC"), (item.GetProperty("expiresOn").GetString(), item.GetProperty("fundingSource").GetString()));
        var told = (await inventory.Outgoing<ShipmentChanged>()).Where(x => x.To == to).MaxBy(x => x.Version)!;
        Assert.Equal(
            [(new DateOnly(2026, 12, 31), 20, 0), (new DateOnly(2026, 10, 14), 0, 20)],
            told.Lines.Select(x => (x.ExpiresOn, x.InTransit, x.Good)));
        await inventory.Conserves();
    }

    [Fact]
    public async Task What_there_is_and_cannot_leave_is_told_with_its_reason()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(
            from, inventory.Now.AddDays(-5), InventoryHost.Goods("GONE", 4, "2026-10-13"), InventoryHost.Goods("FINE", 30));
        await inventory.Receive(from, Guid.CreateVersion7(), null, "SAEAC", InventoryHost.Goods("FUND", 7));
        await inventory.Receive(from, null, InventoryHost.Goods("QUAR", 6, "2026-10-14"));
        Assert.Equal("held", (await inventory.Ship(from, to, 25, hold: true)).Json.GetProperty("status").GetString());
        var detail = (await inventory.Ship(from, to, 10)).Json.GetProperty("detail").GetString()!;
        string[] parts =
        [
            "hay 47 piezas", "se piden 10", "5 se pueden enviar", "25 están apartadas", "6 están en cuarentena", "4 caducaron",
            "7 son de otra fuente",
        ];
        foreach (var part in parts)
            Assert.Contains(part, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_shipment_whose_pieces_were_handed_out_says_how_many_there_are()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, inventory.Now.AddDays(-1), InventoryHost.Goods("A", 40));
        var held = await inventory.Ship(from, to, 40, hold: true);
        await inventory.Host.Deliver(InventoryHost.Prescription(from, inventory.Now.AddHours(-1), 10));
        var answer = await inventory.Warehouse(from).Post($"/inventory/shipments/{held.Json.GetProperty("id").GetGuid()}/dispatch");
        Assert.Equal("inventory.insufficient-stock", answer.Code);
        Assert.Contains("hay 30 piezas", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("40", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
