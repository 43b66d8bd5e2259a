using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

public sealed class ReceiptTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Fact]
    public async Task A_receipt_sent_twice_is_in_stock_once()
    {
        var (facility, id) = (inventory.Facility(), Guid.CreateVersion7());
        var first = await inventory.Receive(facility, id, null, null, InventoryHost.Goods("A1", 144));
        var again = await inventory.Receive(facility, id, null, null, InventoryHost.Goods(" a1 ", 144));
        var other = await inventory.Receive(facility, id, null, null, InventoryHost.Goods("A1", 145));

        Assert.Equal((201, 200, 409, "inventory.id-reused"), (first.Status, again.Status, other.Status, other.Code));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(new() { ["A1"] = 144 }, await inventory.Stock(facility));
        Assert.Single(await inventory.Outgoing<ReceiptRecorded>(), x => x.Id == id);
        var position = Assert.Single(await inventory.Positions(), x => x.Facility == facility);
        Assert.Equal((1, 144, 0, new DateOnly(2026, 10, 15)), (position.Version, position.Usable, position.InTransit, position.KnownFrom));
        await inventory.Conserves();
    }

    [Fact]
    public async Task Two_first_requests_at_once_end_as_one_receipt()
    {
        var (facility, id) = (inventory.Facility(), Guid.CreateVersion7());
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => inventory.Receive(facility, id, null, null, InventoryHost.Goods("A1", 10))));
        Assert.Equal(1, answers.Count(x => x.Status == 201));
        Assert.Equal(5, answers.Count(x => x.Status == 200));
        Assert.Equal(new() { ["A1"] = 10 }, await inventory.Stock(facility));
    }

    [Fact]
    public async Task Expired_goods_go_to_quarantine_and_the_answer_says_so()
    {
        var facility = inventory.Facility();
        var answer = await inventory.Receive(
            facility, null, InventoryHost.Goods("OLD", 5, "2026-10-14"), InventoryHost.Goods("LAST-DAY", 5, "2026-10-15"));
        var lines = answer.Json.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal("quarantine", lines[0].GetProperty("condition").GetString());
        Assert.Contains("cuarentena", lines[0].GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.Equal("usable", lines[1].GetProperty("condition").GetString());
        Assert.Equal(new() { ["OLD quarantine"] = 5, ["LAST-DAY"] = 5 }, await inventory.Stock(facility));
    }

    [Theory]
    [InlineData("""{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""", 400, "request.malformed")]
    [InlineData("""{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":null}""", 422, "inventory.lines")]
    [InlineData("""{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":[]}""", 422, "inventory.lines")]
    [InlineData("""{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":[null]}""", 422, "inventory.lines")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":0}]}""", 422, "pieces.not-positive")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":-1}]}""", 422, "pieces.negative")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":2147483648}]}""", 422, "pieces.too-many")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":1.5}]}""", 422, "request.wrong-type")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-02-30","quantity":1}]}""", 422, "request.wrong-type")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","quantity":1}]}""", 422, "inventory.expiry-missing")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"","expiresOn":"2027-01-01","quantity":1}]}""", 422, "lot.malformed")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"sin-lote","expiresOn":"2027-01-01","quantity":1}]}""", 422, "inventory.lot-reserved")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"104","lot":"A","expiresOn":"2027-01-01","quantity":1}]}""", 422, "clave.malformed")]
    [InlineData(
        """{"facility":"HG","supplier":"L","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":1}]}""", 422, "facility.malformed")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"","receivedOn":"2026-10-15","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":1}]}""", 422, "inventory.text")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":1}]}""", 422, "inventory.date-missing")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-17","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":1}]}""", 422, "inventory.in-future")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2025-09-01","lines":""" +
        """[{"clave":"010.000.0104.00","lot":"A","expiresOn":"2027-01-01","quantity":1}]}""", 422, "inventory.too-old")]
    [InlineData(
        """{"facility":"HGIMB900001","supplier":"L","receivedOn":"2026-10-15","color":1,"lines":[]}""",
        422, "request.unknown-member")]
    public async Task Bad_input_is_refused_and_leaves_nothing(string body, int status, string code)
    {
        var answer = await inventory.Warehouse("HGIMB900001").Put($"/inventory/receipts/{Guid.CreateVersion7()}", body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Empty(await inventory.Stock("HGIMB900001"));
    }

    [Fact]
    public async Task Only_the_facility_itself_and_its_state_may_receive()
    {
        var facility = inventory.Facility();
        var body = new { facility, supplier = "L", receivedOn = "2026-10-15", lines = new[] { InventoryHost.Goods("A", 1) } };
        var path = $"/inventory/receipts/{Guid.CreateVersion7()}";
        Assert.Equal(401, (await inventory.Host.WithoutToken().Put(path, body)).Status);
        Assert.Equal("access.role", (await inventory.Host.As(Roles.Auditor).Put(path, body)).Code);
        Assert.Equal("access.foreign-facility", (await inventory.Warehouse("HGIMB999999").Put(path, body)).Code);
        Assert.Equal("access.foreign-facility", (await inventory.Host.As(Roles.Warehouse, state: "02").Put(path, body)).Code);
        Assert.Equal(415, (await inventory.Warehouse(facility).Send(HttpMethod.Put, path, "x"u8.ToArray(), "text/plain")).Status);
        Assert.Equal(201, (await inventory.Host.As(Roles.Warehouse, state: "13").Put(path, body)).Status);
    }

    [Fact]
    public async Task The_ledger_refuses_change_and_deletion()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, null, InventoryHost.Goods("A", 1));
        await Assert.ThrowsAnyAsync<Exception>(() =>
            inventory.Host.Db<InventoryDb, int>(db =>
                db.Movements.Where(x => x.Facility == facility).ExecuteUpdateAsync(x => x.SetProperty(m => m.Quantity, 2L))));
        await Assert.ThrowsAnyAsync<Exception>(() =>
            inventory.Host.Db<InventoryDb, int>(db => db.Movements.Where(x => x.Facility == facility).ExecuteDeleteAsync()));
        Assert.Equal(new() { ["A"] = 1 }, await inventory.Stock(facility));
    }
}
