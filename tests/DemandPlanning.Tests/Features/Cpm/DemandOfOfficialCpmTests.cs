using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Features.Cpm;
using Supply.DemandPlanning.Features.Demand;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Cpm;

/// <summary>A database of its own: the nation's demand follows the newest official run of all.</summary>
public sealed class DemandOfOfficialCpmTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00";

    private async Task<GetCpmRun.Response> Run(Guid id) => (await planning.Central.Get($"/planning/cpm/runs/{id}"))
        .Read<GetCpmRun.Response>();

    private Task<Answer> MakeOfficial(Guid id) => planning.Central
        .Put($"/planning/cpm/runs/{id}/official", "");

    private async Task<long?> Based(string period)
    {
        await planning.Host.Run("planning", "compute-cpm");
        var demand = (await planning.Central.Get($"/planning/demand/{period}?buyer=OFI")).Read<Page<ListDemand.Item>>();
        return demand.Items.SingleOrDefault()?.CpmBased;
    }

    [Fact]
    public async Task Demand_follows_the_official_run_and_no_other()
    {
        await planning.Buyer("OFI", "Oficial");
        await planning.Facility("HGIMB000901", buyer: "OFI");
        await planning.Dispense("HGIMB000901", A, "2026-06", 10, 10, 10);
        Assert.Equal(201, (await planning.Central.Put("/planning/demand/BASE", new { from = "2027-01", months = 10 })).Status);

        var first = await planning.Explore("2026-06", 3);
        Assert.Equal(("exploratory", null), await Run(first) is var looked ? (looked.Standing, looked.OfficialAt) : default);
        Assert.Null(await Based("BASE"));
        Assert.Equal("planning.not-official", (await planning.Central.Get("/planning/cpm?asOf=2026-06")).Code);
        Assert.Equal(("exploratory", 10m), (await planning.Cpm($"run={first}")).Single() is var seen ? (seen.Standing, seen.Cpm!.Value)
            : default);

        Assert.Equal(200, (await MakeOfficial(first)).Status);
        Assert.Equal(100, await Based("BASE"));
        Assert.Equal(first, await planning.Db(db => db.Editions.Where(x => x.Period == "BASE").Select(x => x.CpmRun!.Value).SingleAsync()));

        // Somebody explores: the same months after more was dispensed, a later month, another window. None of it is the nation's.
        await planning.Dispense("HGIMB000901", A, "2026-06", 50);
        var same = await planning.Explore("2026-06", 3);
        await planning.Explore("2026-07", 3);
        await planning.Explore("2026-06", 6);
        Assert.Equal(100, await Based("BASE"));
        foreach (var query in (string[])["", "asOf=2026-06", "asOf=2026-06&window=3"])
            Assert.Equal((first, "official"), (await planning.Cpm(query)).Single() is var listed ? (listed.Run, listed.Standing) : default);
        Assert.Equal("planning.not-official", (await planning.Central.Get("/planning/cpm?asOf=2026-07")).Code);

        Assert.Equal(200, (await MakeOfficial(same)).Status);
        Assert.Equal((int)(80m / 3 * 10) + 4, await Based("BASE")); // 27 pieces a month
        Assert.Equal(same, (await planning.Cpm("asOf=2026-06")).Single().Run);
        Assert.Equal(("exploratory", false), await Run(first) is var replaced ? (replaced.Standing, replaced.ValuesKept) : default);
        Assert.Equal("planning.run-replaced", (await MakeOfficial(first)).Code);
        Assert.Equal(["exploratory", "official", "exploratory"],
            (await planning.Central.Get("/planning/cpm/runs?asOf=2026-06")).Read<Page<GetCpmRun.Response>>().Items.Select(x => x.Standing));
        string[] both = [first.ToString(), same.ToString()];
        Assert.Equal(2, await planning.Db(db => db.AuditTrail
            .CountAsync(x => x.Action == "cpm.made-official" && both.Contains(x.Document))));
    }
}
