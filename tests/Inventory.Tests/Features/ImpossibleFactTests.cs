using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Reference;

namespace Supply.Inventory.Tests.Features;

/// <summary>
/// One fact or pair that cannot be stops nobody else's stock, positions, stock-out days or recalls. It is 15 October 2026.
/// </summary>
public sealed class ImpossibleFactTests : IAsyncLifetime
{
    private const int Facts = 10_000;
    private const int Units = 20;

    private static readonly string[] jobs =
        ["publish-positions", "publish-stock-out-days", "continue-recalls", "check-conservation", "recheck-conservation"];

    private readonly InventoryHost inventory = new();

    public ValueTask InitializeAsync() => inventory.InitializeAsync();

    public ValueTask DisposeAsync() => inventory.DisposeAsync();

    private static string Unit(int i) => $"HGIMB5000{i:00}";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Among_ten_thousand_prescriptions_the_impossible_ones_are_parked_and_the_rest_leaves_the_stock(bool byStream)
    {
        var good = Enumerable.Range(0, Facts)
            .Select(i => InventoryHost.Prescription(Unit(i % Units), inventory.Now.AddDays(-3).AddSeconds(i), i % 10 == 0 ? 1 : 0))
            .ToList();
        var odd = good[0] with { Id = Guid.CreateVersion7() };
        PrescriptionDelivery Delivery(Guid id, int year) => new(id, inventory.Now, new DateOnly(year, 11, 20), [new(1, 1)]);
        PrescriptionChanged[] impossible =
        [
            odd with { LocalDate = new DateOnly(206, 11, 20) },
            odd with { Id = Guid.CreateVersion7(), OccurredAt = new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero) },
            odd with { Id = Guid.CreateVersion7(), Deliveries = [Delivery(Guid.CreateVersion7(), 206)] },
            odd with { Id = Guid.CreateVersion7(), Deliveries = [Delivery(Guid.Empty, 2026)] },
            odd with { Id = Guid.CreateVersion7(), Lines = [odd.Lines[0], odd.Lines[0]] },
        ];
        good.InsertRange(4_321, impossible);
        var handler = inventory.Host.Services
            .GetServices<ISubscription>()
            .Single(x => x.MessageType == typeof(PrescriptionChanged).FullName);
        foreach (var group in good.Select(ServiceHost.Envelope).Chunk(200))
        {
            var verdicts = byStream ? await handler.Apply(group, default) : await handler.Run(group, default);
            foreach (var (fact, verdict) in group.Zip(verdicts))
                if (verdict.Error is { } error)
                    await handler.Park(fact, error, 3, default);
        }
        Assert.Equal(impossible.Length, await inventory.Host.Db<InventoryDb, int>(db => db.Parked.CountAsync()));
        Assert.Equal(Facts / 10, await inventory.Host.Db<InventoryDb, long>(db => db.Pairs.SumAsync(x => x.Discrepancy)));
        foreach (var job in jobs)
            Assert.Equal("done", (await inventory.Host.Run("inventory", job)).Status);
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_pair_that_cannot_be_judged_is_set_aside_by_each_job_and_the_others_go_on()
    {
        foreach (var i in Enumerable.Range(0, 30))
        {
            await inventory.Receive(Unit(i), inventory.Now.AddDays(-2), InventoryHost.Goods("BAD", 5));
            await inventory.Host.Deliver(InventoryHost.Prescription(Unit(i), inventory.Now.AddDays(-1), 5));
        }
        // The zone of one of them is none, whoever wrote it: no date can be told there.
        await inventory.Host.Db<InventoryDb, int>(db =>
        {
            db.Facilities.Add(
                new KnownFacility
                {
                    Code = Unit(3), Version = 1, Latest = true, ValidFrom = default, Name = "x", State = "13", Kind = "healthUnit",
                    TimeZone = ""
                });
            return db.SaveChangesAsync();
        });
        inventory.Host.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var job in jobs[..2])
            Assert.Equal(
                (29, 1, null), await inventory.Host.Run("inventory", job) is var run ? (run.Items, run.SetAside, run.Note) : default);
        Assert.Equal(2, await inventory.Host.Db<InventoryDb, int>(db => db.SetAside.CountAsync(x => x.Item.StartsWith(Unit(3)))));
        Assert.Equal(29, (await inventory.Outgoing<StockPositionChanged>()).Select(x => x.Facility).Distinct().Count());
        Assert.Equal(29, (await inventory.Outgoing<StockOutDaysChanged>()).Select(x => x.Facility).Distinct().Count());
        await inventory.Host.Db<InventoryDb, int>(db =>
            db.Facilities.Where(x => x.Code == Unit(3)).ExecuteUpdateAsync(x => x.SetProperty(f => f.TimeZone, "America/Mexico_City")));
        foreach (var job in jobs[..2])
            await inventory.Host.Run("inventory", job);
        Assert.Equal(30, (await inventory.Outgoing<StockOutDaysChanged>()).Select(x => x.Facility).Distinct().Count());
        Assert.Equal(30, (await inventory.Outgoing<StockPositionChanged>()).Select(x => x.Facility).Distinct().Count());
    }

    [Fact]
    public async Task What_somebody_changes_behind_the_service_is_a_difference()
    {
        var (a, b) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(a, null, InventoryHost.Goods("A", 10));
        await inventory.Ship(a, b, 4);
        await inventory.Conserves();
        await inventory.Host.Db<InventoryDb, int>(db =>
            db.Balances.Where(x => x.Facility == a).ExecuteUpdateAsync(x => x.SetProperty(row => row.OnHand, 7)));
        await inventory.Host.Db<InventoryDb, int>(db =>
            db.Pairs.Where(x => x.Facility == b).ExecuteUpdateAsync(x => x.SetProperty(row => row.InTransit, 3)));
        await inventory.Host.Run("inventory", "check-conservation");
        var found = (await inventory.Host.As(Roles.Auditor).Get("/inventory/conservation")).Json;
        Assert.Equal(
            (2, 1, 1),
            (
                found.GetProperty("differences").GetInt64(), found.GetProperty("balances").GetInt64(),
                found.GetProperty("transit").GetInt64()));
    }
}
