using Supply.Contracts.Catalog;
using Supply.Inventory.Features.Stock;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

/// <summary>What has expired and what will soon, from what is on hand.</summary>
public sealed class ExpiryTests : IAsyncLifetime
{
    private const string Hidalgo = "HGIMB000011";
    private const string Tijuana = "BCIMB000011";
    private const string Other = "010.000.0408.00";

    private ServiceHost host = null!;

    /// <summary>It is 1 October 2026.</summary>
    public async ValueTask InitializeAsync()
    {
        host = await ServiceHost.Start(new InventoryService(), new DateTimeOffset(2026, 10, 1, 18, 0, 0, TimeSpan.Zero));
        foreach (var (code, zone) in ((string, string)[])[(Hidalgo, "America/Mexico_City"), (Tijuana, "America/Tijuana")])
            await host.Deliver(new FacilityPublished(code, 1, host.Clock.GetUtcNow(), host.Clock.GetUtcNow(), new DateOnly(2026, 1, 1),
                new DateOnly(2020, 1, 1), code, FacilityCode.Stored(code).State.Code, "healthUnit", zone));
        await Receive(Hidalgo, InventoryHost.Goods("A", 10, "2026-10-14"), InventoryHost.Goods("B", 5, "2026-12-31"),
            InventoryHost.Goods("C", 7, "2028-01-31", Other));
        await Receive(Tijuana, InventoryHost.Goods("A", 3, "2026-10-14"), InventoryHost.Goods("D", 8, "2026-10-13", Other));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task Receive(string facility, params object[] lines)
    {
        var answer = await host.As(Roles.Warehouse, facility: facility).Put($"/inventory/receipts/{Guid.CreateVersion7()}",
            new { facility, supplier = "L", receivedOn = "2026-10-01", lines });
        Assert.True(answer.Status == 201, answer.ToString());
    }

    private async Task<List<(string Code, long OnHand, long Expired, long Near)>> Expiry(string query, TestCaller? by = null)
    {
        var answer = await (by ?? host.As(Roles.Central)).Get("/inventory/stock/expiry" + query);
        Assert.True(answer.Status == 200, answer.ToString());
        return [.. answer.Read<Page<ListExpiry.Item>>().Items.Select(x => (x.Code, x.OnHand, x.Expired, x.NearExpiry))];
    }

    [Fact]
    public async Task A_lot_expires_when_its_last_day_ends_where_it_is()
    {
        host.Clock.Set(new DateTimeOffset(2026, 10, 15, 6, 30, 0, TimeSpan.Zero)); // the 14th in Tijuana, the 15th in Hidalgo
        Assert.Equal([("02", 11L, 8L, 3L), ("13", 22L, 10L, 5L)], await Expiry(""));
        host.Clock.Set(new DateTimeOffset(2026, 10, 15, 18, 0, 0, TimeSpan.Zero));
        Assert.Equal([("02", 11L, 11L, 0L), ("13", 22L, 10L, 5L)], await Expiry(""));
        Assert.Equal([(Claves.Paracetamol, 18L, 13L, 5L), (Other, 15L, 8L, 0L)], await Expiry("?by=clave"));
        Assert.Equal([(Other, 7L, 0L, 0L)], await Expiry($"?by=clave&state=13&clave={Other}&within=400")); // it expires in 2028
        Assert.Equal([(Tijuana, 11L, 11L, 0L), (Hidalgo, 22L, 10L, 0L)], await Expiry("?by=facility&within=30"));
    }

    [Fact]
    public async Task Callers_with_a_place_see_theirs_and_lists_page()
    {
        Assert.Equal("13", Assert.Single(await Expiry("", host.As(Roles.State, state: "13"))).Code);
        Assert.Equal(Tijuana, Assert.Single(await Expiry("?by=facility", host.As(Roles.Pharmacy, facility: Tijuana))).Code);
        var page = (await host.As(Roles.Central).Get("/inventory/stock/expiry?limit=1")).Read<Page<ListExpiry.Item>>();
        Assert.Equal("02", Assert.Single(page.Items).Code);
        Assert.Equal("13", Assert.Single(await Expiry("?after=" + page.Next)).Code);
        Assert.Equal(0.00m, page.Items[0].ExpiredShare);
    }

    [Theory]
    [InlineData("?within=-1", "inventory.within")]
    [InlineData("?within=401", "inventory.within")]
    [InlineData("?by=lot", "inventory.by")]
    [InlineData("?state=99", "state.unknown")]
    public async Task What_is_no_question_is_refused(string query, string code)
    {
        var answer = await host.As(Roles.Central).Get("/inventory/stock/expiry" + query);
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }
}
