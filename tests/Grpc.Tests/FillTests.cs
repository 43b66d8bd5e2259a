using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Catalog;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
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
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders;
using Supply.PurchaseOrders.Persistence;
using Cable = Supply.Platform.Tests.Wire;

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
        var id = await World.Prescribe(dispensing.As(Roles.Pharmacy, facility: World.Former), 3, new DateOnly(2026, 10, 17), unit: World.Former);
        Assert.Equal(2, Assert.Single(await dispensing.Outgoing<DispensingDb, PrescriptionChanged>()).Unknown!.Count);

        wire.Mend();
        await World.Ready(dispensing);
        var last = (await dispensing.Outgoing<DispensingDb, PrescriptionChanged>()).MaxBy(x => x.Version)!;
        Assert.Equal((id, World.Unit), (last.Id, last.Facility)); // under the code of today
        Assert.Empty(last.Unknown!);
        var (items, versions) = await dispensing.Db<DispensingDb, (int, int)>(async db => (await db.Items.CountAsync(), await db.Facilities.CountAsync(x => x.Code == World.Unit)));
        Assert.Equal((2, 2), (items, versions));
        var fill = Assert.Single((await dispensing.As(Roles.Operator).Get("/dispensing/ops/fills")).Read<Page<FillRoutes.FillView>>().Items);
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
        object Order(string clave) => new { state = "13", issuedOn = new DateOnly(2026, 10, 17), source = new { kind = "warehouse", id = World.Warehouse }, destination = World.Unit, promisedOn = new DateOnly(2026, 10, 20), lines = (object[])[new { clave, quantity = 5 }] };

        var state = orders.As(Roles.State, "13");
        Assert.Equal("service.filling", (await state.Put($"/orders/supply-orders/{World.Id()}", Order(World.Other))).Code);
        Assert.Equal(404, (await state.Get($"/orders/supply-orders/{World.Id()}")).Status); // what is its own it can say
        foreach (var path in (string[])["/indicators/ind-b?period=2026", "/indicators/ind-b/series?from=2026&to=2026", "/indicators/ind-a/breakdown?period=2026&by=state", "/indicators/ind-b/documents?period=2026-10"])
            Assert.Equal("service.filling", (await indicators.As(Roles.Auditor).Get(path)).Code);
        using (var refused = await Raw(indicators, "/indicators/ind-b?period=2026"))
            Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(200, (await indicators.As(Roles.Dashboard).Get("/indicators")).Status);
        Assert.Equal("waits for catalogue, prescriptions, daily-reports, supply-orders", (await indicators.Run("indicators", "close-periods")).Note);
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
        await SameRows<PlanningDb, StockMonth>(world.Host, planning);
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
        await World.Until(async () => (await Fills(indicators)).All(x => x.Status == "taken"), async () => JsonSerializer.Serialize(await Fills(indicators)));
        Assert.Equal(facts, await indicators.Db<IndicatorsDb, int>(db => db.Log.CountAsync()));
        await SameFigures(world.Host, indicators);
        Assert.Equal("ops.no-such-fill", (await indicators.As(Roles.Operator).Post("/indicators/ops/fills/positions/run")).Code);

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
        Assert.Equal(7, await inventory.Db<InventoryDb, long>(db => db.Pairs.Where(x => x.Facility == World.Unit).Select(x => x.Discrepancy).SingleAsync()));
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

    [Fact]
    public async Task An_event_before_during_and_after_its_row_of_the_snapshot_ends_as_the_newest_version()
    {
        await using var world = await World.Start();
        await using var dispensing = await ServiceHost.Start(new DispensingService());
        for (var round = 0; round < 20; round++)
        {
            var (before, during, after) = ($"010.000.{round + 1000}.00", $"010.000.{round + 2000}.00", $"010.000.{round + 3000}.00");
            await dispensing.Deliver(Item(before, 2));
            await Snapshot(dispensing, [Item(before, 1), Item(during, 1), Item(after, 1)], meanwhile: () => dispensing.Deliver(Item(during, 2)));
            await dispensing.Deliver(Item(after, 2));
            await dispensing.Db<DispensingDb, bool>(async db =>
            {
                foreach (var clave in (string[])[before, during, after])
                    Assert.Equal((2, $"{clave} 2"), await db.Items.Where(x => x.Clave == clave).Select(x => ValueTuple.Create(x.Version, x.Description)).SingleAsync());
                return true;
            });
        }
        Assert.Empty(await dispensing.Db<DispensingDb, List<ParkedMessage>>(db => db.Parked.ToListAsync()));
    }

    [Fact]
    public async Task The_catalogue_changes_while_it_streams()
    {
        await using var world = await World.Start();
        await Items(world.Host, 2000);
        await using var dispensing = await world.Empty(new DispensingService());
        await World.Until(async () => await Taken(dispensing) > 0, async () => $"{await Taken(dispensing)} rows");
        foreach (var clave in (string[])["010.000.0001.00", "010.000.1000.00", "010.000.1999.00"])
        {
            await world.Import(clave, "cambió mientras tanto");
            await world.Host.Settle();
            var said = world.Said.Rows.Last(x => x.Type == typeof(ItemPublished).FullName && MessageJson.Read<ItemPublished>(x.Body).Clave == clave);
            Assert.All(await dispensing.DeliverOnce(said.ToEnvelope()), x => Assert.Null(x.Error));
        }
        await World.Ready(dispensing);
        Assert.Equal(3, await dispensing.Db<DispensingDb, int>(db => db.Items.CountAsync(x => x.Version == 2 && x.Description == "cambió mientras tanto")));
        Assert.Equal(2000, await dispensing.Db<DispensingDb, int>(db => db.Items.CountAsync()));
    }

    [Fact]
    public async Task A_code_that_moved_to_another_facility_belongs_there_whatever_the_order_of_codes()
    {
        await using var world = await World.Start();
        var central = world.Host.As(Roles.Central);
        object Place(params string[] predecessors) => new { name = "Centro", state = "13", kind = "healthUnit", predecessors };
        await World.Ok(central.Put("/catalog/facilities/HGIMB000001", Place()));
        var late = await World.Ok(central.Put("/catalog/facilities/HGIMB000009", Place(World.Former)));
        await World.Ok(central.Put("/catalog/facilities/HGIMB000009", Place(), late.ETag));
        await World.Ok(central.Put("/catalog/facilities/HGIMB000001", Place(World.Former), "\"1\""));
        await using var dispensing = await world.Empty(new DispensingService());
        await World.Ready(dispensing);
        Assert.Equal("HGIMB000001", await dispensing.Db<DispensingDb, string>(db => db.Predecessors.Where(x => x.Code == World.Former).Select(x => x.Current).SingleAsync()));
    }

    [Fact]
    public async Task An_installation_from_before_is_not_filled_and_a_fact_that_cannot_be_taken_is_parked()
    {
        await using var world = await World.Start();
        await world.Populate();
        await using var database = new TestDatabase();
        await using (var first = await world.Empty(new DispensingService(), on: database))
        {
            await World.Ready(first);
            await first.Db<DispensingDb, int>(db => db.Fills.ExecuteDeleteAsync());
        }
        await using var again = await world.Empty(new DispensingService(), on: database, peers: $"http://127.0.0.1:{Ports.Free()}");
        Assert.Equal(200, (await again.WithoutToken().Get("/health/ready")).Status);
        Assert.Equal("held such rows before it could be filled", Assert.Single(await Fills(again, "dispensing")).Note);

        await using var fresh = await ServiceHost.Start([new DispensingService()], embedded: false, relay: false, fill: true, configure: x => x.Services.AddSingleton<IFeedSource>(new OddFeeds()));
        await World.Ready(fresh);
        var parked = Assert.Single(await fresh.Db<DispensingDb, List<ParkedMessage>>(db => db.Parked.Where(x => x.Handler == "dispensing-keep-item").ToListAsync()));
        Assert.Equal("this is no item"u8.ToArray(), parked.Body);
        Assert.Equal(2, await fresh.Db<DispensingDb, int>(db => db.Items.CountAsync()));
    }

    [Fact]
    public async Task One_impossible_fact_among_ten_thousand_of_a_stream_is_parked_and_the_fill_finishes()
    {
        await using var world = await World.Start();
        await Items(world.Host, 9999, length: 20);
        await world.Host.Db<CatalogDb, bool>(async db =>
        {
            db.Items.Add(new Item
            {
                Clave = "010.000.9999.00", Version = 1, ChangedAt = new DateTimeOffset(206, 11, 20, 18, 0, 0, TimeSpan.Zero), Description = "odd",
                ProductClass = ProductClass.Medicine, Active = true,
            });
            await db.SaveChangesAsync();
            return true;
        });
        await using var dispensing = await world.Empty(new DispensingService());
        await World.Ready(dispensing);
        Assert.Equal(9999, await dispensing.Db<DispensingDb, int>(db => db.Items.CountAsync()));
        var parked = (await dispensing.As(Roles.Operator).Get("/dispensing/ops/messages/parked")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["dispensing-keep-item", "dispensing-verify-when-item-published"], parked.Select(x => x.GetProperty("handler").GetString()).Order());
        Assert.All(parked, x => Assert.Contains("local date is 0206-11-20", x.GetProperty("error").GetString(), StringComparison.Ordinal));
        var discard = $"/dispensing/ops/messages/parked/{parked[0].GetProperty("id").GetString()}/discard?handler=dispensing-keep-item";
        Assert.Equal(200, (await dispensing.As(Roles.Operator).Post(discard)).Status);

        // Taken once more it is neither parked twice nor parked again after it was given up.
        Assert.Equal(202, (await dispensing.As(Roles.Operator).Post("/dispensing/ops/fills/catalogue/run")).Status);
        await World.Until(async () => (await Fills(dispensing, "dispensing")).All(x => x.Status == "taken"), async () => JsonSerializer.Serialize(await Fills(dispensing, "dispensing")));
        Assert.Equal(1, await dispensing.Db<DispensingDb, int>(db => db.Parked.CountAsync()));
    }

    [Fact]
    public async Task Without_a_network_the_same_streams_come_from_the_same_process()
    {
        await using var database = new TestDatabase();
        await using (var catalog = await ServiceHost.Start([new CatalogService()], on: database))
            await Items(catalog, 300);
        await using var both = await ServiceHost.Start([new CatalogService(), new DispensingService()], on: database, fill: true);
        await World.Ready(both);
        Assert.Equal(300, await both.Db<DispensingDb, int>(db => db.Items.CountAsync()));
    }

    [Fact]
    public async Task A_claim_is_kept_while_a_group_takes_long()
    {
        var slow = new SlowFeeds();
        await using var dispensing = await ServiceHost.Start([new DispensingService()], embedded: false, relay: false, fill: true,
            configure: x => x.Services.AddSingleton<IFeedSource>(slow));
        await World.Until(async () => await Claim() is not null, () => Task.FromResult("not claimed"));
        for (var second = 0; second < 60; second += 3) // six times as long as a claim lasts
        {
            dispensing.Clock.Advance(TimeSpan.FromSeconds(3));
            await World.Until(async () => await Claim() > dispensing.Clock.GetUtcNow().AddSeconds(6), () => Task.FromResult("the claim was not renewed"));
        }
        slow.GoOn();
        await World.Ready(dispensing);

        Task<DateTimeOffset?> Claim() => dispensing.Db<DispensingDb, DateTimeOffset?>(db => db.Fills.Where(x => x.Stream == "catalogue").Select(x => x.ClaimedUntil).SingleAsync());
    }

    private sealed class SlowFeeds : IFeedSource
    {
        private readonly TaskCompletionSource go = new();

        public void GoOn() => go.TrySetResult();

        public bool Offers(Feed feed) => true;

        public async IAsyncEnumerable<StreamedFact> Read(Feed stream, string after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await go.Task.WaitAsync(ct);
            yield return StreamedFact.Of(Item("010.000.0001.00", 1), "010.000.0001.00", "1");
        }
    }

    private sealed class OddFeeds : IFeedSource
    {
        public bool Offers(Feed feed) => true;

        public async IAsyncEnumerable<StreamedFact> Read(Feed stream, string after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await Task.Yield();
            yield return StreamedFact.Of(Item("010.000.0001.00", 1), "010.000.0001.00", "1");
            yield return new StreamedFact(typeof(ItemPublished).FullName!, "odd", 1, "this is no item"u8.ToArray(), "2");
            yield return StreamedFact.Of(Item("010.000.0002.00", 1), "010.000.0002.00", "3");
        }
    }

    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static ItemPublished Item(string clave, int version) =>
        new(clave, version, At, At, new DateOnly(2026, 1, 1), $"{clave} {version}", "medicine");

    private static async Task Snapshot(ServiceHost host, ItemPublished[] items, Func<Task> meanwhile)
    {
        Envelope[] facts = [.. items.Select(ServiceHost.Envelope)];
        var keep = host.Services.GetServices<ISubscription>().Single(x => x.Handler == "dispensing-keep-item");
        var at = Task.Run(meanwhile);
        foreach (var verdict in await keep.Apply(facts, default))
            Assert.True(verdict.Error is null || Database.IsUniqueViolation(verdict.Error), verdict.Error?.ToString());
        Assert.All(await keep.Apply(facts, default), x => Assert.Null(x.Error));
        await at;
    }

    /// <summary>That many items, straight into the catalogue's database, large enough that they do not all fit on the way.</summary>
    private static Task<bool> Items(ServiceHost host, int count, int length = 2000) => host.Db<CatalogDb, bool>(async db =>
    {
        db.Items.AddRange(Enumerable.Range(0, count).Select(i =>
            new Item { Clave = $"010.000.{i:0000}.00", Version = 1, Description = new string('x', length), ProductClass = ProductClass.Medicine, Active = true }));
        await db.SaveChangesAsync();
        return true;
    });

    private static async Task<long> Total(ServiceHost world)
    {
        var total = 0L;
        await foreach (var _ in world.Services.GetServices<OfferedFeed>().Single(x => x.Feed == Feed.Catalogue).Read("", default))
            total++;
        return total;
    }

    private static Task<long> Taken(ServiceHost host) => host.Db<DispensingDb, long>(db => db.Fills.Where(x => x.Stream == "catalogue").Select(x => x.Count).SingleAsync());

    private static async Task<IReadOnlyList<FillRoutes.FillView>> Fills(ServiceHost host, string service = "indicators") =>
        [.. (await host.As(Roles.Operator).Get($"/{service}/ops/fills")).Read<Page<FillRoutes.FillView>>().Items];

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

    private static async Task SameFigures(ServiceHost expected, ServiceHost actual)
    {
        static string Show(Figure x) => $"{x.Family} {x.Level} {x.Code} {x.Period}: {JsonSerializer.Serialize(x.Coverage)} {JsonSerializer.Serialize(x.Counts.Named)}";
        var (before, after) = (await Rows(expected), await Rows(actual));
        Assert.NotEmpty(before);
        Assert.Equal(before, after);

        static Task<List<string>> Rows(ServiceHost host) => host.Db<IndicatorsDb, List<string>>(async db => [.. (await db.Figures.AsNoTracking().ToListAsync()).Select(Show).Order(StringComparer.Ordinal)]);
    }

    private static async Task SameRows<TDb, TRow>(ServiceHost expected, ServiceHost actual, params string[] but) where TDb : SupplyDb where TRow : class
    {
        var (before, after) = (await Rows(expected), await Rows(actual));
        Assert.NotEmpty(before);
        Assert.Equal(before, after);

        async Task<List<string>> Rows(ServiceHost host) => [.. (await host.Db<TDb, List<TRow>>(db => db.Set<TRow>().AsNoTracking().ToListAsync()))
            .Select(x => JsonSerializer.SerializeToNode(x, MessageJson.Options)!.AsObject()).Select(x => { foreach (var member in but) x.Remove(member); return x.ToJsonString(); }).Order(StringComparer.Ordinal)];
    }
}
