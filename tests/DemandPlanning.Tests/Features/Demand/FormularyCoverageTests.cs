using Supply.Contracts.Catalog;
using Supply.DemandPlanning.Features.Demand;
using Supply.Platform.Http;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features.Demand;

/// <summary>How much of what a buyer may ask for it has asked for.</summary>
public sealed class FormularyCoverageTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00", C = "010.000.0106.00", Gone = "010.000.0107.00";

    [Fact]
    public async Task What_is_asked_stands_beside_what_may_be_asked()
    {
        await planning.Central.Put("/planning/demand/COV", new { from = "2027-01", months = 24 });
        foreach (var clave in (string[])[A, B, C, Gone])
            await Item(clave, 1, true);
        await Formulary(3, A, B, Gone);
        await planning.Buyer("ONE", "ONE");
        await planning.Buyer("TWO", "TWO", "20");
        await planning.Facility("HGIMB000931", buyer: "ONE", unitType: "CS-9");
        await planning.Facility("OCIMB000932", buyer: "TWO", unitType: "HG");
        await Ask("ONE", A, Gone);
        await Ask("TWO", C);
        await Item(Gone, 2, false);

        var one = await Coverage(planning.Host.As(Roles.State, state: "13"), "one");
        Assert.Equal([new("CS-9", 3)], one.Formularies);
        Assert.Equal((2, 1, 1), (one.Allowed, one.Asked, one.RequestVersion));
        Assert.Equal([Gone], one.Outside);
        Assert.Equal([B], one.NotAsked);

        var two = await Coverage(planning.Central, "TWO"); // its unit has no formulary, and so every active clave
        Assert.Empty(two.Formularies);
        Assert.Equal((3, 1), (two.Allowed, two.Asked));
        Assert.Equal([A, B], two.NotAsked);

        Assert.Equal(403, (await planning.Host.As(Roles.State, state: "20").Get("/planning/demand/COV/requests/ONE/formulary")).Status);
        Assert.Equal("planning.no-such-period", (await planning.Central.Get("/planning/demand/NONE/requests/ONE/formulary")).Code);
        Assert.Equal("planning.unknown-buyer", (await planning.Central.Get("/planning/demand/COV/requests/NADIE/formulary")).Code);
        await planning.Buyer("THREE", "THREE");
        Assert.Equal("planning.no-such-request", (await planning.Central.Get("/planning/demand/COV/requests/THREE/formulary")).Code);
    }

    private Task Item(string clave, int version, bool active) =>
        planning.Host.Deliver(new ItemPublished(clave, version, At, At, new DateOnly(2026, 1, 1), "x", "medicine", Active: active));

    private Task Formulary(int version, params string[] claves) =>
        planning.Host.Deliver(new FormularyPublished("CS-9", version, At, At, new DateOnly(2026, 1, 1), claves));

    private async Task Ask(string buyer, params string[] claves) => Assert.Equal(201, (await planning.Central.Put(
        $"/planning/demand/COV/requests/{buyer}", new { lines = claves.Select(x => new { clave = x, quantity = 1 }) })).Status);

    private static async Task<GetFormularyCoverage.Response> Coverage(TestCaller caller, string buyer) =>
        (await caller.Get($"/planning/demand/COV/requests/{buyer}/formulary")).Read<GetFormularyCoverage.Response>();
}
