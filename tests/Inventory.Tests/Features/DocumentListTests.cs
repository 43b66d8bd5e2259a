using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>Receipts, counts, adjustments and transfers as lists.</summary>
public sealed class DocumentListTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private static readonly object mistake = new { reason = "se capturó dos veces" };

    [Fact]
    public async Task Each_list_says_what_its_documents_did_and_what_was_taken_back()
    {
        var facility = inventory.Facility();
        var warehouse = inventory.Warehouse(facility);
        await inventory.Receive(facility, inventory.Now.AddDays(-1), InventoryHost.Goods("A", 30), InventoryHost.Goods("B", 12));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        object[] less = [Lot("A", -2, "merma"), Lot("B", 1, "hallazgo")];
        var adjustment = $"/inventory/adjustments/{Guid.CreateVersion7()}";
        Assert.Equal(201, (await warehouse.Put(adjustment, new { facility, lines = less })).Status);
        object[] ward = [new { clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31", quantity = 5,
            to = new { condition = "quarantine" } }];
        Assert.Equal(201, (await warehouse.Put($"/inventory/transfers/{Guid.CreateVersion7()}", new { facility, lines = ward })).Status);
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        object[] found = [new { clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31", quantity = 20 }];
        Assert.Equal(201, (await warehouse.Put(
            $"/inventory/counts/{Guid.CreateVersion7()}", new { facility, countedAt = inventory.Now, lines = found })).Status);
        Assert.Equal(201, (await warehouse.Put(adjustment + "/reversal", mistake)).Status);

        var receipt = Assert.Single(await Items("receipts", facility));
        Assert.Equal((2, 42, 42, "Laboratorios"), Sums(receipt, receipt.GetProperty("supplier").GetString()));
        Assert.Equal("2026-10-14", receipt.GetProperty("on").GetString());
        var adjusted = Assert.Single(await Items("adjustments", facility));
        Assert.Equal((2, 3, -1, true), Sums(adjusted, adjusted.GetProperty("reversed").GetBoolean()));
        var moved = Assert.Single(await Items("transfers", facility));
        Assert.Equal((1, 5, 0, false), Sums(moved, moved.GetProperty("reversed").GetBoolean()));
        var counted = Assert.Single(await Items("counts", facility)); // A 23 usable and 5 set apart, B 13: 20 of A were found
        Assert.Equal((3, 21, -21, false), Sums(counted, counted.GetProperty("reversed").GetBoolean()));
    }

    [Fact]
    public async Task Sums_that_were_not_kept_are_those_of_the_body()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, null, InventoryHost.Goods("A", 30), InventoryHost.Goods("B", 12));
        await inventory.Host.Db<InventoryDb, int>(db => db.Documents.Where(x => x.Facility == facility).ExecuteUpdateAsync(x =>
            x.SetProperty(y => y.Lines, (int?)null).SetProperty(y => y.Pieces, (long?)null).SetProperty(y => y.Change, (long?)null)));
        Assert.Equal((2, 42, 42, 0), Sums(Assert.Single(await Items("receipts", facility)), 0));
    }

    [Fact]
    public async Task Pages_hold_each_document_once_while_more_arrive()
    {
        var facility = inventory.Facility();
        var sent = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            sent.Add(Guid.CreateVersion7());
            await inventory.Receive(facility, sent[^1], null, null, InventoryHost.Goods("A", 1 + i));
            if (i % 3 == 0) // several of one instant
                inventory.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var (seen, after) = (new List<Guid>(), (string?)null);
        do
        {
            var page = (await inventory.Warehouse(facility).Get(
                $"/inventory/receipts?limit=2{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid()));
            after = page.GetProperty("next").GetString();
            await inventory.Receive(facility, null, InventoryHost.Goods("LATER", 1));
        }
        while (after is not null);
        Assert.Equal(sent.Order(), seen.Order());
    }

    [Fact]
    public async Task A_facility_sees_its_own_a_state_its_state_and_the_auditor_all()
    {
        var (here, there, far) = (inventory.Facility(), inventory.Facility(), inventory.Facility("QR"));
        foreach (var facility in (string[])[here, there, far])
            await inventory.Receive(facility, null, InventoryHost.Goods("A", 1));

        Assert.Equal([here], await Facilities(inventory.Warehouse(here)));
        Assert.Equal([here], await Facilities(inventory.Host.As(Roles.Pharmacy, facility: here)));
        Assert.Equal([here, there], (await Facilities(inventory.Host.As(Roles.State, state: "13"))).Intersect([here, there, far]).Order());
        Assert.Equal([here, there, far], (await Facilities(inventory.Host.As(Roles.Auditor))).Intersect([here, there, far]));
        Assert.Equal([far], (await Facilities(inventory.Central, "&state=23")).Intersect([here, there, far]));
        Assert.Empty(await Facilities(inventory.Warehouse(here), $"&facility={there}"));
        foreach (var list in (string[])["receipts", "counts", "adjustments", "transfers", "shipments", "recalls"])
        {
            Assert.Equal("access.role", (await inventory.Host.As(Roles.Operator).Get("/inventory/" + list)).Code);
            Assert.Equal(401, (await inventory.Host.WithoutToken().Get("/inventory/" + list)).Status);
        }

        async Task<List<string?>> Facilities(TestCaller caller, string filter = "") =>
            [.. (await caller.Get("/inventory/receipts?limit=1000" + filter)).Json.GetProperty("items").EnumerateArray()
                .Select(x => x.GetProperty("facility").GetString()).Distinct().Order()];
    }

    [Theory]
    [InlineData("receipts?limit=0", "request.limit")]
    [InlineData("counts?limit=1001", "request.limit")]
    [InlineData("receipts?after=x", "request.after")]
    [InlineData("transfers?after=638|x", "request.after")]
    [InlineData("adjustments?after=9223372036854775807|0198f0a0-0000-7000-8000-000000000001", "request.after")]
    [InlineData("counts?facility=HG", "facility.malformed")]
    [InlineData("counts?state=33", "state.unknown")]
    [InlineData("receipts?number=EM-13-2026-00001", "number.malformed")]
    [InlineData("counts?number=EN-13-2026-00001", "request.unknown-parameter")]
    [InlineData("shipments?status=lost", "inventory.status")]
    [InlineData("shipments?to=HG", "facility.malformed")]
    [InlineData("shipments?number=1", "number.malformed")]
    [InlineData("shipments?after=1", "request.after")]
    [InlineData("recalls?status=held", "inventory.status")]
    [InlineData("recalls?clave=104", "clave.malformed")]
    [InlineData("recalls?lot=", "lot.malformed")]
    [InlineData("recalls?after=a|b", "request.after")]
    public async Task Bad_parameters_are_refused(string path, string code)
    {
        var answer = await inventory.Central.Get("/inventory/" + path);
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    private static object Lot(string lot, int quantity, string reason) =>
        new { clave = Claves.Paracetamol, lot, expiresOn = "2027-12-31", quantity, reason };

    private async Task<List<JsonElement>> Items(string list, string facility) =>
        [.. (await inventory.Central.Get($"/inventory/{list}?facility={facility}")).Json.GetProperty("items").EnumerateArray()];

    private static (int Lines, long Pieces, long Change, T Further) Sums<T>(JsonElement x, T further) =>
        (x.GetProperty("lines").GetInt32(), x.GetProperty("pieces").GetInt64(), x.GetProperty("change").GetInt64(), further);
}
