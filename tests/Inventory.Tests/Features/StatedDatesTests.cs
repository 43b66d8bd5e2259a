using Supply.Contracts.Catalog;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>Dates, destinations, funds and sums as people state them.</summary>
public sealed class StatedDatesTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private static string Path(string documents) => $"/inventory/{documents}/{Guid.CreateVersion7()}";

    private static object Line(string lot, long quantity, string expires = "2027-12-31") =>
        new { clave = Claves.Paracetamol, lot, expiresOn = expires, quantity, reason = "rotura" };

    [Fact]
    public async Task Goods_of_a_date_without_a_time_were_there_before_what_was_handed_out_that_day()
    {
        var facility = inventory.Facility();
        await inventory.Host.Deliver(InventoryHost.Prescription(facility, inventory.Now.AddHours(-10), 4));
        await inventory.Host.Deliver(InventoryHost.Prescription(facility, inventory.Now.AddDays(-1).AddHours(-10), 3));
        Assert.Equal(7, await inventory.Discrepancy(facility));
        foreach (var day in (string[])["2026-10-14", "2026-10-15"])
            Assert.Equal(201, (await inventory.Warehouse(facility).Put(
                Path("receipts"),
                new { facility, supplier = "L", receivedOn = day, lines = new[] { InventoryHost.Goods("D" + day, 10) } })).Status);
        Assert.Equal(0, await inventory.Discrepancy(facility));
        Assert.Equal(13, (await inventory.Stock(facility)).Values.Sum());
        await inventory.Conserves();
    }

    [Fact]
    public async Task What_is_received_came_after_it_left_and_on_the_day_that_is_said()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, inventory.Now.AddDays(-5), InventoryHost.Goods("A", 50));
        var shipment = await inventory.Ship(from, to, 20, at: inventory.Now.AddDays(-1));
        Task<Answer> Take(string on, DateTimeOffset? at, int good = 5) => inventory.Warehouse(to).Put(
            $"/inventory/shipments/{shipment.Json.GetProperty("id").GetGuid()}/receptions/{Guid.CreateVersion7()}",
            new { receivedOn = on, receivedAt = at, lines = new[] { new { clave = Claves.Paracetamol, good } } });
        Assert.Equal("inventory.received-before-dispatch", (await Take("2026-10-13", null)).Code);
        Assert.Equal("inventory.received-before-dispatch", (await Take("2026-10-14", inventory.Now.AddDays(-1).AddHours(-1))).Code);
        Assert.Equal("inventory.dates-contradict", (await Take("2026-10-14", inventory.Now)).Code);
        Assert.Equal("inventory.dates-contradict", (await inventory.Warehouse(from).Put(
            Path("receipts"),
            new
            {
                facility = from, supplier = "L", receivedOn = "2026-10-13", receivedAt = inventory.Now,
                lines = new[] { InventoryHost.Goods("A", 1) }
            })).Code);
        Assert.Equal(
            (201, 201, 201),
            (
                (await Take("2026-10-14", null)).Status,
                (await Take("2026-10-15", null)).Status,
                (await Take("2026-10-15", inventory.Now.AddHours(-2))).Status));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_count_is_not_from_the_future()
    {
        var facility = inventory.Facility();
        Task<Answer> Count(TimeSpan ahead) =>
            inventory
                .Warehouse(facility)
                .Put(Path("counts"), new { facility, countedAt = inventory.Now + ahead, lines = new[] { InventoryHost.Goods("A", 6) } });
        Assert.Equal("inventory.in-future", (await Count(TimeSpan.FromMinutes(20))).Code);
        Assert.Equal(201, (await Count(TimeSpan.FromMinutes(4))).Status);
    }

    [Fact]
    public async Task Goods_that_are_told_after_a_count_of_their_day_are_not_swallowed_by_it()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, null, InventoryHost.Goods("A", 7)); // seen by the count
        await inventory
            .Warehouse(facility)
            .Put(Path("counts"), new { facility, countedAt = inventory.Now.AddHours(-4), lines = new[] { InventoryHost.Goods("A", 6) } });
        await inventory.Host.Deliver(InventoryHost.Prescription(facility, inventory.Now.AddHours(-2), 8));
        await inventory.Receive(facility, null, InventoryHost.Goods("B", 5));
        Assert.Equal((3, 0), ((await inventory.Stock(facility)).Values.Sum(), await inventory.Discrepancy(facility)));
    }

    [Fact]
    public async Task An_adjustment_has_the_date_on_which_it_happened()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, inventory.Now.AddDays(-5), InventoryHost.Goods("A", 10));
        await inventory.Receive(facility, inventory.Now.AddDays(-1), InventoryHost.Goods("A", 10));
        Task<Answer> Adjust(long quantity, string? on, DateTimeOffset? occurredAt = null) =>
            inventory.Warehouse(facility).Put(Path("adjustments"), new { facility, on, occurredAt, lines = new[] { Line("A", quantity) } });
        Assert.Equal("inventory.dates-contradict", (await Adjust(-1, "2026-10-12", inventory.Now)).Code);
        Assert.Equal("inventory.in-future", (await Adjust(-1, "2026-10-17")).Code);
        Assert.Equal("inventory.too-old", (await Adjust(-1, "0206-10-12")).Code);
        Assert.Equal("inventory.insufficient-stock", (await Adjust(-11, "2026-10-12")).Code);
        Assert.Equal(
            (201, 201, 201),
            (
                (await Adjust(-3, "2026-10-12")).Status, (await Adjust(2, "2026-10-12")).Status,
                (await Adjust(-1, null, inventory.Now.AddDays(-2))).Status));
        Assert.Equal(new() { ["A"] = 18 }, await inventory.Stock(facility));
        var dates = (await inventory.Central.Get($"/inventory/movements?facility={facility}")).Json.GetProperty("items").EnumerateArray()
            .Where(x => x.GetProperty("reason").GetString() is "adjusted")
            .Select(x => x.GetProperty("occurredAt").GetDateTimeOffset())
            .Order();
        Assert.Equal(
            [
                new(2026, 10, 12, 6, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2026, 10, 13, 6, 0, 0, TimeSpan.Zero).AddMicroseconds(-1),
                inventory.Now.AddDays(-2)],
            dates);
        await inventory.Conserves();
    }

    [Theory]
    [InlineData("0206-12-31")]
    [InlineData("2206-12-31")]
    public async Task An_expiry_is_within_the_life_of_a_lot(string expires)
    {
        var facility = inventory.Facility();
        Assert.Equal("date.expiry", (await inventory.Receive(facility, null, InventoryHost.Goods("A", 1, expires))).Code);
        Assert.Equal(
            "date.expiry",
            (await inventory.Warehouse(facility).Put(
                Path("counts"), new { facility, countedAt = inventory.Now, lines = new[] { InventoryHost.Goods("A", 6, expires) } })).Code);
        Assert.Equal(
            "date.expiry",
            (await inventory.Warehouse(facility).Put(Path("adjustments"), new { facility, lines = new[] { Line("A", 2, expires) } })).Code);
    }

    [Fact]
    public async Task A_shipment_goes_where_its_sender_may_send()
    {
        var (from, known) = (inventory.Facility(), inventory.Facility("BC"));
        await inventory.Receive(from, null, InventoryHost.Goods("A", 50));
        await inventory.Host.Deliver(new Contracts.Catalog.FacilityPublished(
            known, 1, inventory.Now, inventory.Now, new DateOnly(2026, 10, 1), new DateOnly(2020, 1, 1), "Unidad", "02", "healthUnit",
            "America/Tijuana"));
        Task<Answer> Ship(string role, string to) =>
            inventory.Host
                .As(role, facility: from)
                .Put(Path("shipments"), new { from, to, lines = new[] { new { clave = Claves.Paracetamol, quantity = 1 } } });
        Assert.Equal(
            (422, "inventory.destination-unknown"),
            await Ship(Roles.Warehouse, "BCIMB999999") is var unknown ? (unknown.Status, unknown.Code) : default);
        Assert.Equal(
            (403, "inventory.destination-state"),
            await Ship(Roles.Pharmacy, known) is var foreign ? (foreign.Status, foreign.Code) : default);
        Assert.Equal(
            (201, 201, 201),
            (
                (await Ship(Roles.Warehouse, known)).Status, (await Ship(Roles.Pharmacy, inventory.Facility())).Status,
                (await Ship(Roles.Warehouse, inventory.Facility())).Status));
    }

    [Theory]
    [InlineData("S.A.E.A.C.")]
    [InlineData("Fonsabi saeac")]
    [InlineData("ＳＡＥＡＣ\u00A0 2026")]
    public async Task A_ring_fence_is_not_escaped_by_spelling(string source)
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, Guid.CreateVersion7(), null, source, InventoryHost.Goods("F", 10, "2026-11-30"));
        var refused = await inventory.Ship(from, to, 1);
        Assert.Equal("inventory.insufficient-stock", refused.Code);
        Assert.Contains("10 son de otra fuente", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(201, (await inventory.Ship(from, to, 1, source: source.ToLowerInvariant())).Status);
    }

    [Fact]
    public async Task A_location_has_no_case()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        object At(string location) =>
            new
            {
                facility = from,
                lines = new[]
                {
                    new
                    {
                        clave = Claves.Paracetamol, lot = "A\u00A0 1", expiresOn = "2027-12-31", quantity = 2, reason = "hallazgo", location
                    }
                }
            };
        Assert.Equal(201, (await inventory.Warehouse(from).Put(Path("adjustments"), At(" Main "))).Status);
        Assert.Equal(201, (await inventory.Warehouse(from).Put(Path("adjustments"), At("main"))).Status);
        Assert.Equal(new() { ["A 1"] = 4 }, await inventory.Stock(from));
        Assert.Equal(201, (await inventory.Ship(from, to, 4)).Status);
    }

    [Fact]
    public async Task Sums_beyond_a_message_are_refused()
    {
        var (from, to) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(from, null, InventoryHost.Goods("A", 5));
        var shipment = await inventory.Ship(from, to, 5);
        object Lot(string lot) =>
            new { clave = Claves.Paracetamol, lot, expiresOn = "2027-12-31", good = int.MaxValue, reason = "así llegó" };
        var answer = await inventory.Warehouse(to).Put(
            $"/inventory/shipments/{shipment.Json.GetProperty("id").GetGuid()}/receptions/{Guid.CreateVersion7()}",
            new { receivedOn = "2026-10-15", lines = new[] { Lot("X"), Lot("Y") } });
        Assert.Equal((422, "pieces.too-many"), (answer.Status, answer.Code));
        for (var i = 0; i < 3; i++)
            Assert.Equal(201, (await inventory.Receive(from, null, InventoryHost.Goods("A", int.MaxValue))).Status);
        Assert.Equal(3L * int.MaxValue, (await inventory.Stock(from))["A"]);
        Assert.Equal(200, (await inventory.Central.Get("/inventory/conservation")).Status);
    }

    [Fact]
    public async Task Goods_do_not_move_in_the_future()
    {
        var (from, to, soon) = (inventory.Facility(), inventory.Facility(), inventory.Now.AddMinutes(20));
        await inventory.Receive(from, null, InventoryHost.Goods("A", 50));
        object Adjusting(DateTimeOffset? at, string? on, int quantity) => new
        {
            facility = from, occurredAt = at, on,
            lines = new[] { new { clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31", quantity, reason = "x" } },
        };
        Task<Answer> Adjust(DateTimeOffset? at, string? on, int quantity) =>
            inventory.Warehouse(from).Put(Path("adjustments"), Adjusting(at, on, quantity));
        Task<Answer> Receipt(DateTimeOffset? at, string on) => inventory.Warehouse(from).Put(Path("receipts"), new
        {
            facility = from, supplier = "Uno", receivedOn = on, receivedAt = at, lines = new[] { InventoryHost.Goods("A", 1) },
        });
        var shipment = await inventory.Ship(from, to, 5, at: inventory.Now.AddMinutes(4)); // clocks differ
        Assert.Equal(201, shipment.Status);
        Task<Answer> Reception(DateTimeOffset? at, string on) => inventory.Warehouse(to).Put(
            $"/inventory/shipments/{shipment.Json.GetProperty("id").GetGuid()}/receptions/{Guid.CreateVersion7()}",
            new { receivedOn = on, receivedAt = at, lines = new[] { new { clave = Claves.Paracetamol, good = 1 } } });
        foreach (var answer in (Answer[])
            [
                await inventory.Ship(from, to, 1, at: soon), await Adjust(soon, null, -1), await Adjust(soon, null, 1),
                await Adjust(null, "2026-10-16", 1), await Receipt(soon, "2026-10-15"), await Receipt(null, "2026-10-16"),
                await Reception(soon, "2026-10-15"), await Reception(null, "2026-10-16"),
            ])
        {
            Assert.Equal((422, "inventory.in-future"), (answer.Status, answer.Code));
            Assert.Contains("está en el futuro", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal(201, (await Reception(null, "2026-10-15")).Status);
        Assert.Equal(201, (await Adjust(inventory.Now.AddMinutes(4), null, -1)).Status);
    }

    [Fact]
    public async Task Goods_of_an_order_do_not_move_before_it_is_issued_where_the_order_is_known()
    {
        var (from, to, order) = (inventory.Facility(), inventory.Facility(), Guid.CreateVersion7());
        Task<Answer> Receipt(string on) => inventory.Warehouse(from).Put(Path("receipts"), new
        {
            facility = from, supplier = "Uno", supplyOrder = order, receivedOn = on, lines = new[] { InventoryHost.Goods("A", 10) },
        });
        Task<Answer> Ship(DateTimeOffset? at) => inventory.Warehouse(from).Put(Path("shipments"), new
        {
            from, to, supplyOrder = order, dispatchedAt = at, lines = new[] { new { clave = Claves.Paracetamol, quantity = 1 } },
        });
        Assert.Equal(201, (await Receipt("2026-10-10")).Status); // nobody has told of the order yet
        var early = await Ship(inventory.Now.AddDays(-4));
        Assert.Equal(201, early.Status);
        await inventory.Host.Deliver(new SupplyOrderChanged(
            order, 3, inventory.Now, inventory.Now, new DateOnly(2026, 10, 13), "13", "supplier", "UNO", from, null, false, "approved",
            []));
        foreach (var answer in (Answer[])[await Receipt("2026-10-12"), await Ship(inventory.Now.AddDays(-3))])
        {
            Assert.Equal((422, "inventory.before-order"), (answer.Status, answer.Code));
            Assert.Contains("2026-10-13", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        Task<Answer> Reception(string on) => inventory.Warehouse(to).Put(
            $"/inventory/shipments/{early.Json.GetProperty("id").GetGuid()}/receptions/{Guid.CreateVersion7()}",
            new { receivedOn = on, lines = new[] { new { clave = Claves.Paracetamol, good = 1 } } });
        Assert.Equal("inventory.before-order", (await Reception("2026-10-12")).Code);
        Assert.Equal(201, (await Reception("2026-10-13")).Status);
        Assert.Equal(201, (await Receipt("2026-10-13")).Status);
        Assert.Equal(201, (await Ship(null)).Status);
        // Half an hour before midnight here it is the day of the order in the east already.
        Assert.Equal(201, (await Ship(new DateTimeOffset(2026, 10, 13, 5, 30, 0, TimeSpan.Zero))).Status);
    }

    [Theory]
    [InlineData("-9223372036854775808", 422, "pieces.too-many")]
    [InlineData("9223372036854775807", 422, "pieces.too-many")]
    [InlineData("-2147483648", 422, "pieces.too-many")]
    [InlineData("0", 422, "pieces.not-positive")]
    [InlineData("null", 422, "pieces.missing")]
    public async Task A_quantity_that_cannot_be_is_refused_in_words_that_fit(string quantity, int status, string code)
    {
        var facility = inventory.Facility();
        var answer = await inventory.Warehouse(facility).Put(Path("adjustments"), $$"""
            {"facility":"{{facility}}","lines":[{"clave":"{{Claves.Paracetamol}}","lot":"A","expiresOn":"2027-12-31",
            "quantity":{{quantity}},"reason":"x"}]}
            """);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.DoesNotContain("negativa", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sends_to_a_code_that_the_catalogue_does_not_know_is_told_so()
    {
        var (from, known, unknown) = (inventory.Facility(), inventory.Facility(), inventory.Facility());
        await inventory.Host.Deliver(new FacilityPublished(
            known, 1, inventory.Now, inventory.Now, new DateOnly(2026, 10, 15), new DateOnly(2020, 1, 1), "Unidad", "13", "healthUnit",
            "America/Mexico_City"));
        await inventory.Receive(from, null, InventoryHost.Goods("A", 10));
        Assert.Null((await inventory.Ship(from, known, 1)).Json.GetProperty("notice").GetString());
        var id = Guid.CreateVersion7();
        foreach (var status in (int[])[201, 200])
        {
            var answer = await inventory.Ship(from, unknown, 1, id);
            Assert.Equal(status, answer.Status);
            Assert.Contains(unknown, answer.Json.GetProperty("notice").GetString(), StringComparison.Ordinal);
        }
    }
}
