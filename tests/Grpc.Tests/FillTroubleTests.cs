using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Catalog;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using static Supply.Grpc.Tests.Filled;

namespace Supply.Grpc.Tests;

/// <summary>What comes in the way of a fill: changes meanwhile, facts that cannot be taken, a claim that would run out.</summary>
public sealed class FillTroubleTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_event_before_during_and_after_its_row_of_the_snapshot_ends_as_the_newest_version()
    {
        await using var world = await World.Start();
        await using var dispensing = await ServiceHost.Start(new DispensingService());
        for (var round = 0; round < 20; round++)
        {
            var (before, during, after) = ($"010.000.{round + 1000}.00", $"010.000.{round + 2000}.00", $"010.000.{round + 3000}.00");
            await dispensing.Deliver(Item(before, 2));
            await Snapshot(
                dispensing, [Item(before, 1), Item(during, 1), Item(after, 1)], meanwhile: () => dispensing.Deliver(Item(during, 2)));
            await dispensing.Deliver(Item(after, 2));
            await dispensing.Db<DispensingDb, bool>(async db =>
            {
                foreach (var clave in (string[])[before, during, after])
                {
                    var item = await db.Items.SingleAsync(x => x.Clave == clave);
                    Assert.Equal((2, $"{clave} 2"), (item.Version, item.Description));
                }
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
            var said = world.Said.Rows.Last(x =>
                x.Type == typeof(ItemPublished).FullName && MessageJson.Read<ItemPublished>(x.Body).Clave == clave);
            Assert.All(await dispensing.DeliverOnce(said.ToEnvelope()), x => Assert.Null(x.Error));
        }
        await World.Ready(dispensing);
        Assert.Equal(
            3, await dispensing.Db<DispensingDb, int>(db => db.Items.CountAsync(x =>
                x.Version == 2 && x.Description == "cambió mientras tanto")));
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
        Assert.Equal(
            "HGIMB000001", await dispensing.Db<DispensingDb, string>(db => db.Predecessors.Where(x => x.Code == World.Former)
                .Select(x => x.Current).SingleAsync()));
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

        await using var fresh = await ServiceHost.Start(
            [new DispensingService()], embedded: false, relay: false, fill: true,
            configure: x => x.Services.AddSingleton<IFeedSource>(new OddFeeds()));
        await World.Ready(fresh);
        var parked = Assert.Single(await fresh.Db<DispensingDb, List<ParkedMessage>>(db => db.Parked
            .Where(x => x.Handler == "dispensing-keep-item").ToListAsync()));
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
                Clave = "010.000.9999.00", Version = 1, ChangedAt = new DateTimeOffset(206, 11, 20, 18, 0, 0, TimeSpan.Zero),
                Description = "odd", ProductClass = ProductClass.Medicine, Active = true,
            });
            await db.SaveChangesAsync();
            return true;
        });
        await using var dispensing = await world.Empty(new DispensingService());
        await World.Ready(dispensing);
        Assert.Equal(9999, await dispensing.Db<DispensingDb, int>(db => db.Items.CountAsync()));
        var listed = await dispensing.As(Roles.Operator).Get("/dispensing/ops/messages/parked");
        var parked = listed.Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["dispensing-keep-item", "dispensing-verify-when-item-published"],
            parked.Select(x => x.GetProperty("handler").GetString()).Order());
        Assert.All(parked, x => Assert.Contains("local date is 0206-11-20", x.GetProperty("error").GetString(), StringComparison.Ordinal));
        var discard = $"/dispensing/ops/messages/parked/{parked[0].GetProperty("id").GetString()}/discard?handler=dispensing-keep-item";
        Assert.Equal(200, (await dispensing.As(Roles.Operator).Post(discard)).Status);

        // Taken once more it is neither parked twice nor parked again after it was given up.
        Assert.Equal(202, (await dispensing.As(Roles.Operator).Post("/dispensing/ops/fills/catalogue/run")).Status);
        await AllTaken(dispensing, "dispensing");
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
            await World.Until(
                async () => await Claim() > dispensing.Clock.GetUtcNow().AddSeconds(6), () => Task.FromResult("the claim was not renewed"));
        }
        slow.GoOn();
        await World.Ready(dispensing);

        Task<DateTimeOffset?> Claim() => dispensing.Db<DispensingDb, DateTimeOffset?>(db => db.Fills.Where(x => x.Stream == "catalogue")
            .Select(x => x.ClaimedUntil).SingleAsync());
    }

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

    private static ItemPublished Item(string clave, int version) =>
        new(clave, version, At, At, new DateOnly(2026, 1, 1), $"{clave} {version}", "medicine");

    private sealed class SlowFeeds : IFeedSource
    {
        private readonly TaskCompletionSource go = new();

        public void GoOn() => go.TrySetResult();

        public bool Offers(Feed feed) => true;

        public async IAsyncEnumerable<StreamedFact> Read(
            Feed stream, string after, [EnumeratorCancellation] CancellationToken ct)
        {
            await go.Task.WaitAsync(ct);
            yield return StreamedFact.Of(Item("010.000.0001.00", 1), "010.000.0001.00", "1");
        }
    }

    private sealed class OddFeeds : IFeedSource
    {
        public bool Offers(Feed feed) => true;

        public async IAsyncEnumerable<StreamedFact> Read(
            Feed stream, string after, [EnumeratorCancellation] CancellationToken ct)
        {
            await Task.Yield();
            yield return StreamedFact.Of(Item("010.000.0001.00", 1), "010.000.0001.00", "1");
            yield return new StreamedFact(typeof(ItemPublished).FullName!, "odd", 1, "this is no item"u8.ToArray(), "2");
            yield return StreamedFact.Of(Item("010.000.0002.00", 1), "010.000.0002.00", "3");
        }
    }
}
