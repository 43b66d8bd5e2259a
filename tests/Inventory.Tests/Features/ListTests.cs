using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Contracts.Inventory;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Reference;

namespace Supply.Inventory.Tests.Features;

/// <summary>Funding sources and locations are what the catalogue lists, in whatever spelling they are written.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private readonly InventoryHost inventory = new();

    public ValueTask InitializeAsync() => inventory.InitializeAsync();

    public ValueTask DisposeAsync() => inventory.DisposeAsync();

    private Task Source(string code, string[] aliases, bool ringFenced = false, bool active = true, int version = 1) =>
        inventory.Host.Deliver(new FundingSourcePublished(
            code, version, inventory.Now, inventory.Now, new DateOnly(2026, 10, 15), "Fondo " + code, aliases, ringFenced, active));

    private Task Location(string code, string[] aliases, bool active = true, int version = 1) =>
        inventory.Host.Deliver(new LocationPublished(
            code, version, inventory.Now, inventory.Now, new DateOnly(2026, 10, 15), "Lugar " + code, aliases, active));

    private async Task<List<string>> Balances(string facility) =>
        [.. (await inventory.Central.Get($"/inventory/stock?facility={facility}")).Json.GetProperty("items").EnumerateArray().Select(x =>
            $"{x.GetProperty("lot")} {x.GetProperty("location")} "
            + $"{(x.TryGetProperty("fundingSource", out var source) ? source.ToString() : "")} {x.GetProperty("onHand")}"
            + (x.GetProperty("reserved").GetInt64() is > 0 and var reserved ? $" ({reserved} reserved)" : "")).Order()];

    private Task<Answer> Receive(string facility, string? source, string lot, int pieces, string expires = "2027-12-31") =>
        inventory.Receive(facility, Guid.CreateVersion7(), null, source, InventoryHost.Goods(lot, pieces, expires));

    private Task<Answer> Count(string facility, params object[] lines) => inventory.Warehouse(facility).Put(
        $"/inventory/counts/{Guid.CreateVersion7()}", new { facility, countedAt = inventory.Now, lines });

    private Task<Answer> Adjust(string facility, string lot, int quantity, string? source = null, string? location = null) =>
        inventory.Warehouse(facility).Put($"/inventory/adjustments/{Guid.CreateVersion7()}", new
        {
            facility,
            lines = new[]
            {
                new
                {
                    clave = Claves.Paracetamol, lot, expiresOn = "2027-12-31", quantity, reason = "x", fundingSource = source, location,
                },
            },
        });

    private static object Line(string lot, int quantity, string? source = null, string? location = null) =>
        new { clave = Claves.Paracetamol, lot, expiresOn = "2027-12-31", quantity, fundingSource = source, location };

    [Fact]
    public async Task What_every_installation_lists_is_known_before_the_catalogue_has_told_of_it()
    {
        var unit = inventory.Facility();
        foreach (var source in (string[])["SAEAC", "S.A.E.A.C.", "fonsabi saeac", "FONSABI, atención de enfermedades de alto costo"])
            Assert.Equal(201, (await Receive(unit, source, "A", 5)).Status);
        foreach (var location in (string?[])
            [null, "farmacia", "Principal", "almacén", "ALMACEN", "MAIN", "Farmacia o almacén de la unidad"])
            Assert.Equal(201, (await Adjust(unit, "B", 1, location: location)).Status);
        Assert.Equal(201, (await Adjust(unit, "C", 1, location: "Quirófano")).Status);
        Assert.Equal(201, (await Adjust(unit, "D", 1, "un fondo de aquí", "pasillo")).Status); // the list may be on its way
        Assert.Equal(["A main SAEAC 20", "B main  7", "C quirofano  1", "D pasillo UN FONDO DE AQUÍ 1"], await Balances(unit));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_spelling_that_the_list_does_not_name_is_refused_with_those_that_it_does()
    {
        var unit = inventory.Facility();
        Assert.Equal(201, (await Receive(unit, "FONDO VIEJO", "OLD", 5)).Status);
        Assert.Equal(201, (await Adjust(unit, "OLD", 2, location: "bodega vieja")).Status);
        await Source("FASSA", ["FONDO FASSA"]);
        await Location("urgencias", ["urg"]);
        var other = inventory.Facility();
        foreach (var answer in (Answer[])
            [
                await Receive(unit, "FASA", "A", 5), await Adjust(unit, "A", 5, "FASA"), await Count(unit, Line("A", 5, "FASA")),
                await inventory.Ship(unit, other, 1, source: "FASA"), await Receive(other, "FONDO VIEJO", "A", 5),
                await Receive(unit, "FONDO VIEJO", "A", 5), await Adjust(other, "A", 5, "FONDO VIEJO"),
            ])
        {
            Assert.Equal((422, "inventory.funding-source-unknown"), (answer.Status, answer.Code));
            Assert.Contains(
                "FASSA, SADMI, SAEAC, U013", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        var refused = await Adjust(unit, "A", 5, location: "pasillo");
        Assert.Equal((422, "inventory.location-unknown"), (refused.Status, refused.Code));
        Assert.Contains(
            "hospitalizacion, main, quirofano, urgencias", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("lines[0].location", refused.Json.GetProperty("field").GetString());
        var moved = await inventory.Central.Put($"/inventory/transfers/{Guid.CreateVersion7()}", new
        {
            facility = unit,
            lines = new[]
            {
                new
                {
                    clave = Claves.Paracetamol, lot = "OLD", expiresOn = "2027-12-31", quantity = 1,
                    from = new { fundingSource = "fondo viejo" }, to = new { fundingSource = "FASA" },
                },
            },
        });
        Assert.Equal("inventory.funding-source-unknown", moved.Code);
        // What the facility holds already can be told of as it is called there.
        Assert.Equal(201, (await Adjust(unit, "OLD", -1, "Fondo Viejo")).Status);
        Assert.Equal(201, (await inventory.Ship(unit, other, 1, source: "fondo viejo")).Status);
        Assert.Equal(201, (await Count(unit, Line("OLD", 3, "fondo viejo"), Line("OLD", 2, null, "Bodega Vieja"))).Status);
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_a_code_may_still_name_an_entry()
    {
        var name = FundingSources.Seeded.Single(x => x.Code == "SADMI").Name;
        Assert.InRange(name.Length, 41, 200);
        Assert.Equal(201, (await Receive(inventory.Facility(), name, "A", 5)).Status);
        var refused = await Receive(inventory.Facility(), new string('x', 41), "A", 5);
        Assert.Equal((422, "inventory.text"), (refused.Status, refused.Code));
        Assert.Equal("inventory.text", (await Adjust(inventory.Facility(), "A", 5, location: new string('x', 201))).Code);
        // А and Е are Cyrillic.
        Assert.Equal("inventory.text", (await Receive(inventory.Facility(), "SАЕAC", "A", 5)).Code);
        Assert.Equal("inventory.text", (await Adjust(inventory.Facility(), "A", 5, location: "fаrmacia")).Code);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_gets_its_first_answer_whatever_the_list_says_by_then()
    {
        var (unit, id, line) = (inventory.Facility(), Guid.CreateVersion7(), InventoryHost.Goods("A", 5));
        Assert.Equal(201, (await inventory.Receive(unit, id, null, "FONDO FASSA", line)).Status);
        await Source("U013", []);
        Assert.Equal(200, (await inventory.Receive(unit, id, null, "FONDO FASSA", line)).Status);
        await Source("FASSA", ["FONDO FASSA"]);
        Assert.Equal(200, (await inventory.Receive(unit, id, null, "fondo  fassa", line)).Status);
    }

    [Fact]
    public async Task Nothing_is_refused_while_the_catalogue_is_on_its_way()
    {
        await Source("U013", []);
        Assert.Equal("inventory.funding-source-unknown", (await Receive(inventory.Facility(), "FASSA", "A", 5)).Code);
        await inventory.Host.Db<InventoryDb, int>(db => db.Fills.Where(x => x.Stream == "catalogue")
            .ExecuteUpdateAsync(x => x.SetProperty(r => r.Count, 200)));
        Assert.Equal(201, (await Receive(inventory.Facility(), "FASSA", "A", 5)).Status);
    }

    [Fact]
    public async Task A_list_that_came_later_than_the_rest_of_the_catalogue_is_fetched()
    {
        await inventory.Host.Db<InventoryDb, int>(db => db.Fills.Where(x => x.Stream == "catalogue")
            .ExecuteUpdateAsync(x => x.SetProperty(r => r.Due, false).SetProperty(r => r.TakenAt, inventory.Now)));
        await SupplyHost.Migrate(inventory.Host.Services, [new InventoryService()], default);
        Assert.True(await Due());
        await inventory.Host.Db<InventoryDb, int>(db => db.Fills.Where(x => x.Stream == "catalogue")
            .ExecuteUpdateAsync(x => x.SetProperty(r => r.Due, false)));
        await Source("U013", []);
        await Location("main", []);
        await SupplyHost.Migrate(inventory.Host.Services, [new InventoryService()], default);
        Assert.False(await Due());

        Task<bool> Due() => inventory.Host.Db<InventoryDb, bool>(db =>
            db.Fills.Where(x => x.Stream == "catalogue").Select(x => x.Due).SingleAsync());
    }

    [Fact]
    public async Task The_flag_of_the_list_says_what_is_picked_only_when_it_is_named()
    {
        var (unit, other) = (inventory.Facility(), inventory.Facility());
        await Source("FASSA", ["FONDO FASSA"], ringFenced: true);
        await Source("SADMI", [], ringFenced: false);
        await Receive(unit, "fondo fassa", "F", 10, "2026-11-30");
        Assert.Equal("inventory.insufficient-stock", (await inventory.Ship(unit, other, 1)).Code);
        Assert.Equal(201, (await inventory.Ship(unit, other, 1, source: "F.A.S.S.A.")).Status);
        await Receive(unit, "sadmi", "D", 10, "2027-11-30");
        Assert.Equal(201, (await inventory.Ship(unit, other, 1)).Status);
        // Whoever handed pieces out without a lot gave those that are not ring-fenced, although the others expire first.
        await inventory.Host.Deliver(InventoryHost.Prescription(unit, inventory.Now, 4));
        Assert.Equal(["D main SADMI 5", "F main FASSA 9"], await Balances(unit));
        await Source("FASSA", ["FONDO FASSA"], ringFenced: false, version: 2);
        Assert.Equal(201, (await inventory.Ship(unit, other, 9)).Status);
        Assert.Equal(["D main SADMI 5"], await Balances(unit));
        await inventory.Conserves();
    }

    [Fact]
    public async Task An_entry_that_is_not_in_use_takes_nothing_new_in_but_what_is_there_can_leave()
    {
        var (unit, other) = (inventory.Facility(), inventory.Facility());
        await Receive(unit, "PP U013", "A", 10);
        await Source("U013", ["PP U013"], active: false);
        await Location("urgencias", [], active: false);
        var refused = await Receive(unit, "u013", "A", 10);
        Assert.Equal((422, "inventory.funding-source-inactive"), (refused.Status, refused.Code));
        Assert.Equal(201, (await inventory.Ship(unit, other, 4, source: "U-013")).Status);
        Assert.Equal(201, (await Adjust(unit, "A", -1, "U013")).Status);
        var moved = await inventory.Warehouse(unit).Put($"/inventory/transfers/{Guid.CreateVersion7()}", new
        {
            facility = unit,
            lines = new[]
            {
                new
                {
                    clave = Claves.Paracetamol, lot = "A", expiresOn = "2027-12-31", quantity = 1,
                    from = new { fundingSource = "pp u013" }, to = new { location = "Urgencias" },
                },
            },
        });
        Assert.Equal((422, "inventory.location-inactive"), (moved.Status, moved.Code));
        Assert.Equal(["A main U013 5"], await Balances(unit));
    }

    [Fact]
    public async Task What_was_stored_under_an_alias_gets_the_code_once_the_list_names_it()
    {
        var (unit, other, third) = (inventory.Facility(), inventory.Facility(), inventory.Facility());
        await Receive(unit, "FONDO FASSA", "A", 50);
        await Receive(unit, "FASSA", "A", 10);
        await Adjust(unit, "A", -3, "FONDO FASSA");
        await Adjust(unit, "W", 8, location: "piso 2");
        await Adjust(unit, "W", 1, location: "Piso-2");
        var held = await inventory.Ship(unit, other, 20, hold: true, source: "fondo fassa");
        var coming = await inventory.Ship(unit, third, 6, source: "fondo fassa");
        await inventory.Host.Deliver(InventoryHost.Prescription(unit, inventory.Now, 2));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await Count(unit,
            Line("A", 40, "FONDO FASSA"), Line("A", 10, "FASSA"), Line("W", 8, null, "piso 2"), Line("W", 1, null, "piso-2"))).Status);
        await Source("FASSA", ["FONDO FASSA"], ringFenced: true);
        await Location("hospitalizacion", ["piso 2"]);
        Assert.Equal(201, (await inventory.Take(coming, third, 2)).Status); // before the job has run
        await inventory.Host.Run("inventory", "follow-lists");
        await inventory.Host.Run("inventory", "follow-lists");
        Assert.Equal(["A main FASSA 50 (20 reserved)", "W hospitalizacion  9"], await Balances(unit));
        Assert.Equal(["A main FASSA 2"], await Balances(third));
        Assert.Equal(201, (await inventory.Take(coming, third, 4)).Status);
        Assert.Equal(["A main FASSA 6"], await Balances(third));
        Assert.Equal("inventory.insufficient-stock", (await inventory.Ship(unit, third, 31, source: "FASSA")).Code);
        var ledger = await inventory.Host.Db<InventoryDb, List<Movement>>(db => db.Movements.Where(x => x.Facility == unit).ToListAsync());
        Assert.All(ledger.Where(x => x.FundingSource == "FONDO FASSA").GroupBy(x => x.Lot), x => Assert.Equal(0, x.Sum(y => y.Quantity)));
        Assert.All(ledger.Where(x => x.Reason == Reason.Recoded), x => Assert.Contains(ledger, y => y.Id == x.LinkedTo));
        Assert.Equal(
            200, (await inventory.Warehouse(unit).Post($"/inventory/shipments/{held.Json.GetProperty("id").GetGuid()}/dispatch")).Status);
        Assert.Equal(["A main FASSA 30", "W hospitalizacion  9"], await Balances(unit));
        Assert.Equal(201, (await inventory.Take(held, other, 20)).Status);
        Assert.Equal(["A main FASSA 20"], await Balances(other));
        Assert.All(
            (await inventory.Outgoing<ShipmentChanged>()).GroupBy(x => x.Id).Select(x => x.MaxBy(y => y.Version)!),
            x => Assert.All(x.Lines, line => Assert.Equal("FASSA", line.FundingSource)));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_list_change_is_followed_until_nothing_can_have_been_written_under_the_old_list()
    {
        var unit = inventory.Facility();
        await Receive(unit, "FONDO FASSA", "A", 5);
        await Source("FASSA", ["FONDO FASSA"]);
        await inventory.Host.Run("inventory", "follow-lists");
        Assert.Equal((0, 1), await Followed());
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        await inventory.Host.Run("inventory", "follow-lists");
        Assert.Equal((1, 1), await Followed());
        Assert.Equal(["A main FASSA 5"], await Balances(unit));

        Task<(int, int)> Followed() => inventory.Host.Db<InventoryDb, (int, int)>(async db =>
            await db.Set<KnownFundingSource>().SingleAsync() is var row ? (row.FollowedVersion, row.Version) : default);
    }
}
