using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Features.Cpm;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Cpm;

/// <summary>Positions over the planning quantities of the official run.</summary>
public sealed class MonthsOfStockTests : IAsyncLifetime
{
    private const string A = "010.000.0104.00";
    private const string B = "010.000.0408.00";
    private const string One = "HGIMB000301";
    private const string Two = "HGIMB000302";
    private const string Elsewhere = "BCIMB000301";

    private readonly PlanningHost planning = new();

    public async ValueTask InitializeAsync()
    {
        await planning.InitializeAsync();
        foreach (var facility in (string[])[One, Two, Elsewhere])
            await planning.Facility(facility);
    }

    public ValueTask DisposeAsync() => planning.DisposeAsync();

    private Task Has(string facility, string clave, long usable, long inTransit = 0, int version = 1) => planning.Host.Deliver(
        new StockPositionChanged(facility, clave, version, PlanningHost.At, PlanningHost.At, new DateOnly(2026, 10, 15),
            FacilityCode.Stored(facility).State.Code, usable, inTransit, new DateOnly(2020, 1, 1)));

    private async Task<List<ListMonthsOfStock.Item>> Months(string query, TestCaller? by = null)
    {
        var answer = await (by ?? planning.Central).Get("/planning/months-of-stock?" + query);
        Assert.True(answer.Status == 200, answer.ToString());
        return [.. answer.Read<Page<ListMonthsOfStock.Item>>().Items];
    }

    [Fact]
    public async Task Usable_and_what_is_on_its_way_last_so_many_months()
    {
        await planning.Dispense(One, A, "2026-10", 10, 10, 10);
        await planning.Dispense(Two, A, "2026-10", 30, 30, 30);
        await planning.Dispense(Elsewhere, A, "2026-10", 60, 60, 60);
        await Has(One, A, 25, inTransit: 10, version: 2);
        await Has(One, A, 999); // late
        await Has(Two, A, 5);
        await Has(Elsewhere, A, 0);
        await Has(One, B, 7); // nobody consumes it
        await planning.Compute("2026-10", 3);

        var own = Assert.Single(await Months($"level=facility&code={One}"));
        Assert.Equal((25, 10, 10L, 2.5m, 3.5m), (own.Usable, own.InTransit, own.PlanningQuantity, own.Months, own.MonthsWithTransit));
        var state = Assert.Single(await Months($"level=state&code=13&clave={A}"));
        Assert.Equal((30, 40L, 0.75m), (state.Usable, state.PlanningQuantity, state.Months));
        var nation = Assert.Single(await Months(""));
        Assert.Equal((30, 100L, 0.3m, "2026-10"), (nation.Usable, nation.PlanningQuantity, nation.Months, nation.AsOf));
    }

    [Fact]
    public async Task Callers_with_a_place_see_theirs()
    {
        await planning.Dispense(One, A, "2026-10", 10, 10, 10);
        await planning.Compute("2026-10", 3);
        var pharmacy = planning.Host.As(Roles.Pharmacy, facility: One);
        Assert.Equal(One, Assert.Single(await Months("level=facility", pharmacy)).Code);
        Assert.Equal(403, (await pharmacy.Get($"/planning/months-of-stock?level=facility&code={Two}")).Status);
        Assert.Equal(403, (await planning.Host.As(Roles.State, state: "02").Get("/planning/months-of-stock?level=state&code=13")).Status);
        Assert.Equal(422, (await planning.Central.Get("/planning/months-of-stock?level=buyer")).Status);
    }

    [Fact]
    public async Task Without_an_official_run_there_are_none()
    {
        await Has(One, A, 5);
        Assert.Empty(await Months(""));
        Assert.Equal(404, (await planning.Central.Get("/planning/months-of-stock?asOf=2026-10")).Status);
    }
}
