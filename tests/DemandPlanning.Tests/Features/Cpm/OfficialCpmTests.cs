using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Features.Cpm;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Cpm;

public sealed class OfficialCpmTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00";

    private async Task<GetCpmRun.Response> Run(Guid id) => (await planning.Central.Get($"/planning/cpm/runs/{id}"))
        .Read<GetCpmRun.Response>();

    private Task<Answer> MakeOfficial(Guid id, TestCaller? by = null) => (by ?? planning.Central)
        .Put($"/planning/cpm/runs/{id}/official", "");

    [Fact]
    public async Task Central_supply_makes_a_finished_run_official_once()
    {
        await planning.Dispense("HGIMB000902", A, "2025-03", 10, 10, 10);
        var started = (await planning.Central.Post("/planning/cpm/runs", new { asOf = "2025-03", window = 3 })).Json.GetProperty("id")
            .GetGuid();
        Assert.Equal("planning.run-not-finished", (await MakeOfficial(started)).Code);
        await planning.Host.Run("planning", "compute-cpm");
        Assert.Equal(403, (await MakeOfficial(started, planning.Host.As(Roles.State, state: "13"))).Status);
        Assert.Equal("planning.no-such-run", (await MakeOfficial(Guid.CreateVersion7())).Code);

        var (first, again) = (await MakeOfficial(started), await MakeOfficial(started, planning.Medical));
        Assert.Equal((200, 200, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal("official", first.Json.GetProperty("standing").GetString());
    }

    [Fact]
    public async Task What_the_schedule_proposes_stays_while_people_explore_the_same_months()
    {
        await planning.Dispense("HGIMB000903", A, "2026-10", 7, 7, 7);
        await planning.Host.Run("planning", "start-monthly-cpm");
        await planning.Host.Run("planning", "compute-cpm");
        var proposed = Assert.Single((await planning.Central.Get("/planning/cpm/runs?asOf=2026-10"))
            .Read<Page<GetCpmRun.Response>>().Items);
        Assert.Equal("proposed", proposed.Standing);
        await planning.Explore("2026-10", 12);
        await planning.Host.Run("planning", "start-monthly-cpm");

        Assert.Equal(200, (await MakeOfficial(proposed.Id)).Status);
        Assert.Equal(2, await planning.Db(db => db.CpmRuns.CountAsync(x => x.AsOf == 202610)));
    }

    [Fact]
    public async Task Of_two_windows_made_official_at_the_same_moment_the_newer_run_answers()
    {
        await planning.Dispense("HGIMB000905", A, "2024-12", 10, 10, 10);
        var (older, newer) = (await planning.Explore("2024-12", 3), await planning.Explore("2024-12", 6));
        Assert.Equal((200, 200), ((await MakeOfficial(newer)).Status, (await MakeOfficial(older)).Status)); // the host's clock stands still
        var shown = Assert.Single(await planning.Cpm("level=facility&code=HGIMB000905&asOf=2024-12"));
        Assert.Equal((newer, 6), (shown.Run, shown.Window));
    }

    [Fact]
    public async Task Of_two_runs_made_official_at_the_same_moment_one_is()
    {
        await planning.Dispense("HGIMB000904", A, "2024-09", 10, 10, 10);
        var official = await planning.Compute("2024-09", 3);
        for (var round = 0; round < 3; round++)
        {
            var next = await planning.Explore("2024-09", 3);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => MakeOfficial(i % 2 == 0 ? next : official))));
            Assert.Equal(1, await planning.Db(db => db.CpmRuns.CountAsync(x => x.AsOf == 202409 && x.OfficialAt != null)));
            official = await planning.Db(db => db.CpmRuns.Where(x => x.AsOf == 202409 && x.OfficialAt != null).Select(x => x.Id)
                .SingleAsync());
        }
    }
}
