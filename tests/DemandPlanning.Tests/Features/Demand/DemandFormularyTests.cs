using Supply.Contracts.Catalog;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features.Demand;

/// <summary>With a catalogue; a host of its own, since an empty one stops nobody.</summary>
public sealed class DemandFormularyTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00", Gone = "010.000.0106.00";

    private async Task<string?> Ask(string buyer, string clave) =>
        (await planning.Central.Put($"/planning/demand/F/requests/{buyer}", new { lines = new[] { new { clave, quantity = 1 } } })).Code;

    [Fact]
    public async Task Nobody_asks_for_what_the_catalogue_or_the_formularies_of_its_units_do_not_have()
    {
        await planning.Central.Put("/planning/demand/F", new { from = "2027-01", months = 24 });
        foreach (var (clave, active) in ((string, bool)[])[(A, true), (B, true), (Gone, false)])
            await planning.Host.Deliver(new ItemPublished(clave, 1, At, At, new DateOnly(2026, 1, 1), "x", "medicine", Active: active));
        await planning.Host.Deliver(new FormularyPublished("CS-1", 3, At, At, new DateOnly(2026, 1, 1), [A]));
        foreach (var buyer in (string[])["ONE", "TWO", "THREE"])
            await planning.Buyer(buyer, buyer);
        await planning.Facility("HGIMB000901", buyer: "ONE", unitType: "CS-1");
        await planning.Facility("HGIMB000902", buyer: "TWO", unitType: "CS-1");
        await planning.Facility("HGIMB000903", buyer: "TWO", unitType: "HG");

        Assert.Equal("planning.unknown-clave", await Ask("ONE", "010.000.9999.00"));
        Assert.Equal("planning.inactive-clave", await Ask("ONE", Gone));
        Assert.Equal("planning.clave-outside-formulary", await Ask("ONE", B));
        Assert.Null(await Ask("ONE", A));
        Assert.Null(await Ask("TWO", B)); // its hospital has no formulary, and so every active clave
        Assert.Null(await Ask("THREE", B));
    }
}
