using Supply.Contracts.PurchaseOrders;

namespace Supply.Inventory.Tests.Features;

/// <summary>Dates as people state them.</summary>
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
}
