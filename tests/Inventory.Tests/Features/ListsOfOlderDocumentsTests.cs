using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>What was recorded before there were lists is in them.</summary>
public sealed class ListsOfOlderDocumentsTests
{
    [Theory]
    [InlineData("HGIMB000011", "13")]
    [InlineData("ALM-20-01", "20")]
    [InlineData("DFIMB000011", "09")]
    public async Task A_shipment_of_before_is_where_it_was_recorded_and_its_receivers_state_sees_it(string to, string state)
    {
        await using var host = await ServiceHost.Start(new InventoryService());
        var (from, id) = ("ALM-13-02", Guid.CreateVersion7());
        Assert.Equal(201, (await host.As(Roles.Warehouse, facility: from).Put($"/inventory/receipts/{Guid.CreateVersion7()}", new
        {
            facility = from, supplier = "L", receivedOn = "2026-10-15", lines = new[] { InventoryHost.Goods("A", 10) },
        })).Status);
        var inside = new { from, to = "HGIMB000077", lines = new[] { new { clave = Claves.Paracetamol, quantity = 4 } } };
        Assert.Equal(201, (await host.As(Roles.Warehouse, facility: from).Put($"/inventory/shipments/{id}", inside)).Status);
        await host.Db<InventoryDb, int>(async db =>
        {
            var ct = TestContext.Current.CancellationToken;
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("20261126223555_Checkpoints", ct);
            await db.Database.ExecuteSqlAsync($"""UPDATE shipments SET "to" = {to}, stated_to = {to}""", ct);
            await migrator.MigrateAsync(cancellationToken: ct);
            return 0;
        });
        var seen = (await host.As(Roles.State, state: state).Get("/inventory/shipments?expected=true")).Json.GetProperty("items");
        var shipment = Assert.Single(seen.EnumerateArray());
        Assert.Equal((id, to, null), (shipment.GetProperty("id").GetGuid(), shipment.GetProperty("to").GetString(),
            shipment.GetProperty("number").GetString()));
        Assert.Equal(shipment.GetProperty("dispatchedAt").GetString(), shipment.GetProperty("recordedAt").GetString());
        var receipt = Assert.Single((await host.As(Roles.Auditor).Get("/inventory/receipts")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((1, 10), (receipt.GetProperty("lines").GetInt32(), receipt.GetProperty("pieces").GetInt64()));
    }
}
