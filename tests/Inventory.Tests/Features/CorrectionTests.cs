using Supply.Contracts.Inventory;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>Counts, adjustments, transfers and recalls.</summary>
public sealed class CorrectionTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private static string Path(string document) => $"/inventory/{document}/{Guid.CreateVersion7()}";

    private Task<Answer> Count(string facility, DateTimeOffset at, params object[] lines) =>
        inventory.Warehouse(facility).Put(Path("counts"), new { facility, countedAt = at, lines });

    [Fact]
    public async Task A_count_posts_counted_less_book_at_its_moment_and_settles_the_discrepancy()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, inventory.Now.AddHours(-9), InventoryHost.Goods("A", 10), InventoryHost.Goods("B", 4));
        await inventory.Host.Deliver(InventoryHost.Prescription(facility, inventory.Now.AddHours(-8), 17));
        Assert.Equal(3, await inventory.Discrepancy(facility));
        await inventory.Host.Deliver(InventoryHost.Prescription(facility, inventory.Now.AddHours(-1), 2, "A"));
        var count = await Count(facility, inventory.Now.AddHours(-5), InventoryHost.Goods("A", 6));
        Assert.Equal((201, 6), (count.Status, count.Json.GetProperty("lines")[0].GetProperty("difference").GetInt64()));
        Assert.Equal(new() { ["A"] = 4 }, await inventory.Stock(facility));
        Assert.Equal(0, await inventory.Discrepancy(facility));

        // Occurred before the count and told after it: the count has seen it already.
        await inventory.Receive(facility, inventory.Now.AddHours(-7), InventoryHost.Goods("C", 50));
        await inventory.Host.Deliver(InventoryHost.Prescription(facility, inventory.Now.AddHours(-6), 2));
        Assert.Equal(new() { ["A"] = 4 }, await inventory.Stock(facility));
        var ledger = (await inventory.Central.Get($"/inventory/movements?facility={facility}&lot=C")).Json
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        Assert.Equal(
            [("receipt", 50), ("corrected", -50)],
            ledger.Take(2).Select(x => (x.GetProperty("reason").GetString(), x.GetProperty("quantity").GetInt64())));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_count_of_nothing_needs_no_lot()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, inventory.Now.AddHours(-9), InventoryHost.Goods("A", 10));
        Assert.Equal(201, (await Count(facility, inventory.Now, new { clave = Claves.Paracetamol, quantity = 0 })).Status);
        Assert.Empty(await inventory.Stock(facility));
        Assert.Equal("lot.malformed", (await Count(facility, inventory.Now, new { clave = Claves.Paracetamol, quantity = 1 })).Code);
        Assert.Equal("inventory.in-future", (await Count(facility, inventory.Now.AddHours(25), InventoryHost.Goods("A", 6))).Code);
        Assert.Equal("inventory.too-old", (await Count(facility, inventory.Now.AddDays(-401), InventoryHost.Goods("A", 6))).Code);
    }

    [Fact]
    public async Task An_adjustment_changes_one_lot_and_never_below_zero()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, null, InventoryHost.Goods("A", 10));
        object Adjust(long quantity, string? reason = "se rompieron") =>
            new { facility, lines = new[] { new { clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31", quantity, reason } } };
        var path = Path("adjustments");
        Assert.Equal(
            (201, 200),
            (
                (await inventory.Warehouse(facility).Put(path, Adjust(-4))).Status,
                (await inventory.Warehouse(facility).Put(path, Adjust(-4))).Status));
        Assert.Equal("inventory.id-reused", (await inventory.Warehouse(facility).Put(path, Adjust(-5))).Code);
        Assert.Equal("inventory.insufficient-stock", (await inventory.Warehouse(facility).Put(Path("adjustments"), Adjust(-7))).Code);
        Assert.Equal("pieces.not-positive", (await inventory.Warehouse(facility).Put(Path("adjustments"), Adjust(0))).Code);
        Assert.Equal("pieces.too-many", (await inventory.Warehouse(facility).Put(Path("adjustments"), Adjust(long.MaxValue))).Code);
        Assert.Equal("inventory.text", (await inventory.Warehouse(facility).Put(Path("adjustments"), Adjust(1, " "))).Code);
        Assert.Equal(201, (await inventory.Warehouse(facility).Put(Path("adjustments"), Adjust(3))).Status);
        Assert.Equal(new() { ["A"] = 9 }, await inventory.Stock(facility));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_transfer_moves_between_conditions_and_only_central_between_funds()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, null, InventoryHost.Goods("A", 10));
        object Move(int quantity, object to) =>
            new { facility, lines = new[] { new { clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31", quantity, to } } };
        Assert.Equal(201, (await inventory.Warehouse(facility).Put(Path("transfers"), Move(4, new { condition = "damaged" }))).Status);
        Assert.Equal(new() { ["A"] = 6, ["A damaged"] = 4 }, await inventory.Stock(facility));
        Assert.Equal(
            "inventory.insufficient-stock",
            (await inventory.Warehouse(facility).Put(Path("transfers"), Move(7, new { location = "urgencias" }))).Code);
        Assert.Equal("inventory.nowhere-to-move", (await inventory.Warehouse(facility).Put(Path("transfers"), Move(1, new { }))).Code);
        Assert.Equal(
            (403, "inventory.funding-change"),
            await inventory.Warehouse(facility).Put(Path("transfers"), Move(1, new { fundingSource = "SAEAC" })) is var answer
                ? (answer.Status, answer.Code)
                : default);
        Assert.Equal(201, (await inventory.Central.Put(Path("transfers"), Move(6, new { fundingSource = "SAEAC" }))).Status);
        Assert.Equal("inventory.insufficient-stock", (await inventory.Ship(facility, inventory.Facility(), 1)).Code);
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_recall_quarantines_the_lot_everywhere_now_and_later()
    {
        var (a, b, lot) = (inventory.Facility(), inventory.Facility("QR"), "RECALLED");
        await inventory.Receive(a, null, InventoryHost.Goods(lot, 10), InventoryHost.Goods("OTHER", 5));
        await inventory.Receive(b, null, InventoryHost.Goods(lot, 7));
        var (path, body) = (Path("recalls"), new { clave = Claves.Paracetamol, lot, reason = "partículas" });
        Assert.Equal("access.role", (await inventory.Host.As(Roles.Pharmacy, facility: a).Put(path, body)).Code);
        Assert.Equal((201, 200), ((await inventory.Central.Put(path, body)).Status, (await inventory.Central.Put(path, body)).Status));
        await inventory.Host.Run("inventory", "continue-recalls");
        Assert.Equal(new() { ["RECALLED quarantine"] = 10, ["OTHER"] = 5 }, await inventory.Stock(a));
        Assert.Equal(new() { ["RECALLED quarantine"] = 7 }, await inventory.Stock(b));
        await inventory.Receive(b, null, InventoryHost.Goods(lot, 1));
        Assert.Equal(new() { ["RECALLED quarantine"] = 8 }, await inventory.Stock(b));
        Assert.Single(await inventory.Outgoing<LotRecalled>(), x => x.Lot == lot);
        var back = new
        {
            facility = b,
            lines = new[]
            {
                new
                {
                    clave = Claves.Paracetamol, lot, expiresOn = "2027-12-31", quantity = 1, from = new { condition = "quarantine" },
                    to = new { condition = "usable" }
                }
            }
        };
        Assert.Equal("inventory.lot-recalled", (await inventory.Warehouse(b).Put(Path("transfers"), back)).Code);
        await Count(b, inventory.Now, InventoryHost.Goods(lot, 3));
        await inventory.Host.Run("inventory", "continue-recalls");
        Assert.Equal(new() { ["RECALLED quarantine"] = 3 }, await inventory.Stock(b));
        await inventory.Conserves();
    }

    [Fact]
    public async Task Lists_page_and_show_nobody_elses_stock()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, null, [.. Enumerable.Range(0, 5).Select(x => InventoryHost.Goods($"P{x}", 1))]);
        var (seen, after) = (new List<string?>(), (string?)null);
        do
        {
            var page = await inventory
                .Warehouse(facility)
                .Get($"/inventory/movements?facility={facility}&limit=2{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}");
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("lot").GetString()));
            after = page.Json.GetProperty("next").GetString();
        }
        while (after is not null);
        Assert.Equal(["P0", "P1", "P2", "P3", "P4"], seen);
        foreach (var list in (string[])["stock", "movements", "discrepancies"])
        {
            Assert.Empty(
                (await inventory.Warehouse("HGIMB999999").Get($"/inventory/{list}?facility={facility}")).Json
                    .GetProperty("items")
                    .EnumerateArray());
            Assert.Equal("request.after", (await inventory.Central.Get($"/inventory/{list}?after=x")).Code);
            Assert.Equal("request.limit", (await inventory.Central.Get($"/inventory/{list}?limit=0")).Code);
            Assert.Equal("facility.malformed", (await inventory.Central.Get($"/inventory/{list}?facility=x")).Code);
            Assert.Equal("request.unknown-parameter", (await inventory.Central.Get($"/inventory/{list}?facilty={facility}")).Code);
        }
        Assert.Equal("done", (await inventory.Host.Run("inventory", "check-conservation")).Status);
        Assert.StartsWith("0 differences", (await inventory.Host.Run("inventory", "check-conservation")).Note, StringComparison.Ordinal);
        Assert.StartsWith("0 differences", (await inventory.Host.Run("inventory", "recheck-conservation")).Note, StringComparison.Ordinal);
    }
}
