using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>Destinations, funding sources, locations and quantities as people state them.</summary>
public sealed class StatedGoodsTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private static string Path(string documents) => $"/inventory/{documents}/{Guid.CreateVersion7()}";

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
