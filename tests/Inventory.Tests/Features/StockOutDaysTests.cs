using Supply.Contracts.Inventory;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Tests.Features;

public sealed class StockOutDaysTests : IAsyncLifetime
{
    private const string Facility = "BCIMB000001";
    private ServiceHost host = null!;

    public async ValueTask InitializeAsync() =>
        host = await ServiceHost.Start(new InventoryService(), new DateTimeOffset(2026, 9, 20, 18, 0, 0, TimeSpan.Zero));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<Dictionary<string, (string Days, bool Closed)>> Published()
    {
        await host.Run("inventory", "publish-stock-out-days");
        return (await host.Outgoing<InventoryDb, StockOutDaysChanged>()).GroupBy(x => x.Month).ToDictionary(
            x => x.Key, x => x.MaxBy(y => y.Version)! is var last ? (string.Join(' ', last.Days), last.ClosedEmpty) : default);
    }

    private Task<Answer> Receive(int quantity, string expires = "2027-12-31") =>
        host.As("warehouse", facility: Facility).Put($"/inventory/receipts/{Guid.CreateVersion7()}", new
        {
            facility = Facility, supplier = "L",
            receivedOn = DateOnly.FromDateTime(host.Clock.GetUtcNow().AddHours(-8).Date).ToString("yyyy-MM-dd", null),
            receivedAt = host.Clock.GetUtcNow(), lines = new[] { InventoryHost.Goods("A" + expires, quantity, expires) },
        });

    [Fact]
    public async Task Days_are_told_when_they_have_ended_and_months_when_they_have_closed()
    {
        await Receive(10);
        Assert.Empty(await Published());
        host.Clock.Advance(TimeSpan.FromDays(3)); // 23 September: all is handed out
        await host.Deliver(InventoryHost.Prescription(Facility, host.Clock.GetUtcNow(), 10));
        Assert.Empty(await Published());
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(("23", false), (await Published())["2026-09"]);
        host.Clock.Set(new DateTimeOffset(2026, 10, 5, 18, 0, 0, TimeSpan.Zero)); // the month has closed without stock
        var published = await Published();
        Assert.Equal(("23 24 25 26 27 28 29 30", true), published["2026-09"]);
        Assert.Equal(("1 2 3 4", false), published["2026-10"]);
        await Receive(4, "2026-10-08");
        host.Clock.Set(new DateTimeOffset(2026, 10, 12, 18, 0, 0, TimeSpan.Zero)); // and what came has expired on the 8th
        Assert.Equal(("1 2 3 4 9 10 11", false), (await Published())["2026-10"]);
        // A prescription of 22 September that arrives now empties that day too.
        await host.Deliver(InventoryHost.Prescription(Facility, new DateTimeOffset(2026, 9, 22, 18, 0, 0, TimeSpan.Zero), 10));
        Assert.Equal(("22 23 24 25 26 27 28 29 30", true), (await Published())["2026-09"]);
        var messages = (await host.Outgoing<InventoryDb, StockOutDaysChanged>()).Count;
        await Published();
        Assert.Equal(messages, (await host.Outgoing<InventoryDb, StockOutDaysChanged>()).Count);
    }

    [Fact]
    public async Task A_predecessor_code_is_the_same_facility()
    {
        await host.Deliver(new Contracts.Catalog.FacilityPublished(
            Facility, 1, host.Clock.GetUtcNow(), host.Clock.GetUtcNow(), new DateOnly(2026, 9, 20), new DateOnly(2020, 1, 1), "Unidad",
            "02", "healthUnit", "America/Tijuana", Predecessors: ["BCSSA000001"]));
        await host.Deliver(InventoryHost.Prescription("BCSSA000001", host.Clock.GetUtcNow(), 3));
        await host.Run("inventory", "publish-positions");
        Assert.Contains(await host.Outgoing<InventoryDb, StockPositionChanged>(), x => x.Facility == Facility);
    }
}
