using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.DemandPlanning;
using Supply.DemandPlanning.Persistence;
using Supply.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Indicators;
using Supply.Indicators.Persistence;
using Supply.Inventory;
using Supply.Inventory.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.PurchaseOrders;
using Supply.PurchaseOrders.Persistence;
using Cable = Supply.Platform.Tests.Wire;
using static Supply.Grpc.Tests.Filled;

namespace Supply.Grpc.Tests;

/// <summary>A service with an empty database beside services that have something to tell.</summary>
public sealed class FillTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pharmacy_records_while_the_catalogue_is_away_and_what_it_recorded_is_verified_when_it_comes(bool postgres)
    {
        Postgres.Needed(postgres);
        await using var world = await World.Start(postgres);
        await world.Populate();
        using var wire = new Cable(new Uri(world.Url).Authority);
        wire.Cut();
        await using var dispensing = await world.Empty(new DispensingService(), peers: $"http://127.0.0.1:{wire.Port}");
        var ready = await dispensing.WithoutToken().Get("/health/ready");
        Assert.Equal(503, ready.Status);
        Assert.Equal("dispensing: filling (catalogue 0 rows)", ready.Json.GetProperty("missing")[0].GetString());
        var id = await World.Prescribe(
            dispensing.As(Roles.Pharmacy, facility: World.Former), 3, new DateOnly(2026, 10, 17), unit: World.Former);
        Assert.Equal(2, Assert.Single(await dispensing.Outgoing<DispensingDb, PrescriptionChanged>()).Unknown!.Count);

        wire.Mend();
        await World.Ready(dispensing);
        var last = (await dispensing.Outgoing<DispensingDb, PrescriptionChanged>()).MaxBy(x => x.Version)!;
        Assert.Equal((id, World.Unit), (last.Id, last.Facility)); // under the code of today
        Assert.Empty(last.Unknown!);
        Assert.Equal(2, await dispensing.Db<DispensingDb, int>(db => db.Items.CountAsync()));
        Assert.Equal(2, await dispensing.Db<DispensingDb, int>(db => db.Facilities.CountAsync(x => x.Code == World.Unit)));
        var fill = Assert.Single(await Fills(dispensing, "dispensing"));
        Assert.Equal(("catalogue", "catalog", "taken", true), (fill.Stream, fill.Owner, fill.Status, fill.Count > 30));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_needs_the_facts_waits_for_them_and_then_is_right(bool postgres)
    {
        Postgres.Needed(postgres);
        await using var world = await World.Start(postgres);
        await world.Populate();
        using var wire = new Cable(new Uri(world.Url).Authority);
        wire.Cut();
        var peers = $"http://127.0.0.1:{wire.Port}";
        await using var orders = await world.Empty(new PurchaseOrdersService(), peers: peers);
        await using var indicators = await world.Empty(new IndicatorsService(), peers: peers);
        await using var planning = await world.Empty(new DemandPlanningService(), peers: peers);
        object Order(string clave) => new
        {
            state = "13", issuedOn = new DateOnly(2026, 10, 17), source = new { kind = "warehouse", id = World.Warehouse },
            destination = World.Unit, promisedOn = new DateOnly(2026, 10, 20), lines = (object[])[new { clave, quantity = 5 }],
        };

        var state = orders.As(Roles.State, "13");
        Assert.Equal("service.filling", (await state.Put($"/orders/supply-orders/{World.Id()}", Order(World.Other))).Code);
        Assert.Equal(404, (await state.Get($"/orders/supply-orders/{World.Id()}")).Status); // what is its own it can say
        string[] figures =
        [
            "ind-b?period=2026", "ind-b/series?from=2026&to=2026", "ind-a/breakdown?period=2026&by=state", "ind-b/documents?period=2026-10",
        ];
        foreach (var path in figures)
            Assert.Equal("service.filling", (await indicators.As(Roles.Auditor).Get($"/indicators/{path}")).Code);
        using (var refused = await Raw(indicators, "/indicators/ind-b?period=2026"))
            Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(200, (await indicators.As(Roles.Dashboard).Get("/indicators")).Status);
        Assert.Equal(
            "waits for catalogue, prescriptions, daily-reports, supply-orders, stock-out-days, positions",
            (await indicators.Run("indicators", "close-periods")).Note);
        Assert.Equal(0, await indicators.Db<IndicatorsDb, int>(db => db.Publications.CountAsync()));
        Assert.Equal("service.filling", (await planning.As(Roles.Central).Post("/planning/cpm/runs", new { asOf = "2026-09" })).Code);
        Assert.Contains("waits for", (await planning.Run("planning", "compute-cpm")).Note, StringComparison.Ordinal);

        wire.Mend();
        await World.Ready(orders);
        Assert.Equal("orders.outside-formulary", (await state.Put($"/orders/supply-orders/{World.Id()}", Order(World.Other))).Code);
        Assert.Equal(201, (await state.Put($"/orders/supply-orders/{World.Id()}", Order(World.Medicine))).Status);
        await SameRows<OrdersDb, Position>(world.Host, orders);
        await SameRows<OrdersDb, MonthlyDemand>(world.Host, orders);
        await World.Ready(planning);
        await SameRows<PlanningDb, CountedDocument>(world.Host, planning);
        await SameRows<PlanningDb, CountedReport>(world.Host, planning);
        await SameRows<PlanningDb, DemandPlanning.Persistence.StockMonth>(world.Host, planning);
        await SameRows<PlanningDb, StockPosition>(world.Host, planning);
        await SameRows<PlanningDb, PairMonth>(world.Host, planning, "version");
        await World.Ready(indicators);
        await SameFigures(world.Host, indicators);
        Assert.Equal((3, 4), await IndB(indicators));

        // Once more by hand, with everything there: nothing changes, and answers go on.
        var facts = await indicators.Db<IndicatorsDb, int>(db => db.Log.CountAsync());
        foreach (var stream in (string[])["catalogue", "prescriptions", "daily-reports", "supply-orders"])
            Assert.Equal(202, (await indicators.As(Roles.Operator).Post($"/indicators/ops/fills/{stream}/run")).Status);
        Assert.Equal(200, (await indicators.As(Roles.Auditor).Get("/indicators/ind-b?period=2026")).Status);
        await AllTaken(indicators, "indicators");
        Assert.Equal(facts, await indicators.Db<IndicatorsDb, int>(db => db.Log.CountAsync()));
        await SameFigures(world.Host, indicators);
        Assert.Equal("ops.no-such-fill", (await indicators.As(Roles.Operator).Post("/indicators/ops/fills/approved-demand/run")).Code);

        // What was published before is gone, and it says so rather than that nothing had been.
        var lost = await indicators.As(Roles.Auditor).Get("/indicators/ind-b?period=2026-10-14&asOf=2026-10-16");
        Assert.Equal((404, "indicators.publications-lost"), (lost.Status, lost.Code));
        Assert.Contains("lost with the log", (await indicators.Run("indicators", "rebuild")).Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stock_that_was_emptied_has_every_dispensed_piece_as_a_difference(bool postgres)
    {
        Postgres.Needed(postgres);
        await using var world = await World.Start(postgres);
        await world.Populate();
        await using var inventory = await world.Empty(new InventoryService());
        await World.Ready(inventory);
        await SameRows<InventoryDb, PostedPrescription>(world.Host, inventory);
        Assert.Equal(
            7, await inventory.Db<InventoryDb, long>(db => db.Pairs.Where(x => x.Facility == World.Unit).Select(x => x.Discrepancy)
                .SingleAsync()));
        await inventory.Run("inventory", "check-conservation");
        Assert.Equal(0, (await inventory.As(Roles.Auditor).Get("/inventory/conservation")).Json.GetProperty("differences").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fill_that_is_cut_off_and_whose_service_stops_goes_on_where_it_was(bool postgres)
    {
        Postgres.Needed(postgres);
        await using var world = await World.Start(postgres);
        await Items(world.Host, 3000);
        var total = await Total(world.Host);
        await using var database = new TestDatabase();
        using (var wire = new Cable(new Uri(world.Url).Authority))
        await using (var first = await world.Empty(new DispensingService(), on: database, peers: $"http://127.0.0.1:{wire.Port}"))
        {
            await World.Until(async () => await Taken(first) > 0, async () => $"{await Taken(first)} rows");
            wire.Cut();
            await World.Until(async () => (await Fills()).Contains("Unavailable", StringComparison.Ordinal), Fills);
            Assert.InRange(await Taken(first), 1, total - 1);
            Assert.Equal(503, (await first.WithoutToken().Get("/health/ready")).Status);

            async Task<string> Fills() => (await first.As(Roles.Operator).Get("/dispensing/ops/fills")).Text;
        }
        await using var second = await world.Empty(new DispensingService(), on: database);
        await World.Ready(second);
        Assert.Equal(total, await Taken(second)); // none was read twice
        Assert.Equal(3000, await second.Db<DispensingDb, int>(db => db.Items.CountAsync()));
    }

    private static async Task<long> Total(ServiceHost world)
    {
        var total = 0L;
        await foreach (var _ in world.Services.GetServices<OfferedFeed>().Single(x => x.Feed == Feed.Catalogue).Read("", default))
            total++;
        return total;
    }

    private static async Task<HttpResponseMessage> Raw(ServiceHost host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", host.Token(Roles.Auditor));
        return await host.Http.SendAsync(request);
    }

    private static async Task<(int, int)> IndB(ServiceHost host)
    {
        var figure = (await host.As(Roles.Auditor).Get("/indicators/ind-b?period=2026")).Json;
        return (figure.GetProperty("numerator").GetInt32(), figure.GetProperty("denominator").GetInt32());
    }
}
