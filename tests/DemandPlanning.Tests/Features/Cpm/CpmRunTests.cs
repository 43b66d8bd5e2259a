using Microsoft.EntityFrameworkCore;
using Supply.Contracts.DemandPlanning;
using Supply.DemandPlanning.Features.Cpm;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Cpm;

public sealed class CpmRunTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00";

    [Fact]
    public async Task Computed_again_it_gives_the_same_rows_and_the_newest_run_is_answered()
    {
        await planning.Dispense("HGIMB000207", A, "2026-05", 30, 31, 32);
        var first = await planning.Compute("2026-05", 3);
        var before = await planning.Cpm("level=facility&asOf=2026-05&window=3&limit=1000");
        var second = await planning.Compute("2026-05", 3);
        var after = await planning.Cpm("level=facility&asOf=2026-05&window=3&limit=1000");
        Assert.NotEqual(first, second);
        Assert.Equal(before.Select(x => (x.Code, x.Clave, x.Cpm, x.Status)), after.Select(x => (x.Code, x.Clave, x.Cpm, x.Status)));
        Assert.All(after, x => Assert.Equal(second, x.Run));
        Assert.False(await planning.Db(db => db.CpmValues.AnyAsync(x => x.Run == first)));
        var published = await planning.Host.Outgoing<PlanningDb, CpmComputed>();
        Assert.Equal((1, "2026-05", 3), published.Where(x => x.Id == second).Select(x => (x.Version, x.AsOf, x.Window)).Single());
    }

    [Fact]
    public async Task While_a_run_goes_on_asking_for_it_again_answers_the_same_run_with_its_progress()
    {
        var first = await planning.Central.Post("/planning/cpm/runs", new { asOf = "2026-03", window = 6 });
        var again = await planning.Central.Post("/planning/cpm/runs", new { asOf = "2026-03", window = 6 });
        Assert.Equal((202, 202), (first.Status, again.Status));
        Assert.Equal(first.Json.GetProperty("id").GetGuid(), again.Json.GetProperty("id").GetGuid());
        var path = $"/planning/cpm/runs/{first.Json.GetProperty("id").GetGuid()}";
        Assert.Equal("running", (await planning.Central.Get(path)).Json.GetProperty("status").GetString());
        await planning.Host.Run("planning", "compute-cpm");
        Assert.Equal("finished", (await planning.Central.Get(path)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_run_that_was_interrupted_goes_on_from_where_it_was_and_ends_with_the_same_rows()
    {
        foreach (var facility in (string[])["CSIMB000401", "CSIMB000402", "CSIMB000403"])
            await planning.Dispense(facility, A, "2026-02", 10, 20, 30);
        await planning.Compute("2026-02", 3);
        var whole = await planning.Cpm("level=facility&asOf=2026-02&window=3&limit=1000");

        var started = (await planning.Central.Post("/planning/cpm/runs", new { asOf = "2026-02", window = 3 })).Json.GetProperty("id")
            .GetGuid();
        await planning.Db(async db =>
        {
            // As a killed process leaves it: one facility done, the next half written.
            await db.CpmRuns.Where(x => x.Id == started)
                .ExecuteUpdateAsync(x => x.SetProperty(r => r.LastFacility, "CSIMB000401").SetProperty(r => r.FacilitiesDone, 1));
            foreach (var code in (string[])["CSIMB000401", "CSIMB000402"])
                db.CpmValues.Add(new CpmValue { Run = started, Level = CpmValue.Facility, Code = code, Clave = A, State = "07",
                    Status = "computed", Cpm = 20, PlanningQuantity = 20, Planned = 20, Computed = 1 });
            return await db.SaveChangesAsync();
        });
        await planning.Host.Run("planning", "compute-cpm");
        Assert.Equal(200, (await planning.Central.Put($"/planning/cpm/runs/{started}/official", "")).Status);
        var resumed = await planning.Cpm("level=facility&asOf=2026-02&window=3&limit=1000");
        Assert.Equal(whole.Where(x => string.CompareOrdinal(x.Code, "CSIMB000401") >= 0).Select(x => (x.Code, x.Clave, x.Cpm)),
            resumed.Select(x => (x.Code, x.Clave, x.Cpm)));
    }

    [Fact]
    public async Task A_hospital_with_more_claves_than_one_transaction_takes_is_computed_whole()
    {
        await planning.Facility("TSIMB000801", buyer: "TS");
        await planning.Db(db =>
        {
            db.FacilityMonths.Add(new FacilityMonth { Facility = "TSIMB000801", CurrentFacility = "TSIMB000801", Month = 202409,
                Prescriptions = 1 });
            db.PairMonths.AddRange(Enumerable.Range(1, 1100).Select(i => new PairMonth
            {
                Facility = "TSIMB000801", CurrentFacility = "TSIMB000801", Clave = $"010.000.{i:0000}.00", Month = 202409, Dispensed = i,
                Prescribed = i, Documents = 1, DispensedDays = 1,
            }));
            return db.SaveChangesAsync();
        });
        var run = await planning.Compute("2024-09", 3);
        var progress = (await planning.Central.Get($"/planning/cpm/runs/{run}")).Read<GetCpmRun.Response>();
        Assert.Equal(("finished", 1, 1, 1100, 1100),
            (progress.Status, progress.FacilitiesDone, progress.FacilitiesExpected, progress.Pairs, progress.Computed));
        foreach (var level in (string[])[CpmValue.Facility, CpmValue.Buyer, CpmValue.OfState, CpmValue.Nation])
            Assert.Equal((1100, 1100L * 1101 / 2), await planning.Db(async db => (
                await db.CpmValues.CountAsync(x => x.Run == run && x.Level == level),
                await db.CpmValues.Where(x => x.Run == run && x.Level == level).SumAsync(x => x.PlanningQuantity ?? 0))));
    }

    [Theory]
    [InlineData("""{"asOf":"2026-11","window":12}""", 422, "planning.month-not-over")]
    [InlineData("""{"asOf":"2027-01"}""", 422, "planning.month-not-over")]
    [InlineData("""{"asOf":"1926-10"}""", 422, "planning.month")]
    [InlineData("""{"asOf":"2026-13"}""", 422, "month.malformed")]
    [InlineData("""{"asOf":null}""", 422, "month.malformed")]
    [InlineData("""{}""", 422, "month.malformed")]
    [InlineData("""{"asOf":"2026-09","window":5}""", 422, "planning.window")]
    [InlineData("""{"asOf":"2026-09","window":-3}""", 422, "planning.window")]
    [InlineData("""{"asOf":"2026-09","window":99999999999}""", 422, "request.wrong-type")]
    [InlineData("""{"asOf":"2026-09","extra":1}""", 422, "request.unknown-member")]
    [InlineData("""{"asOf":"2026-09",""", 400, "request.malformed")]
    public async Task Refuses_what_means_nothing(string body, int status, string code)
    {
        var runs = await planning.Db(db => db.CpmRuns.CountAsync());
        var answer = await planning.Central.Post("/planning/cpm/runs", body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(runs, await planning.Db(db => db.CpmRuns.CountAsync()));
    }

    [Fact]
    public async Task Refuses_another_media_type_and_other_roles()
    {
        Assert.Equal(415, (await planning.Central.PostText("/planning/cpm/runs", "{}", "text/plain")).Status);
        Assert.Equal(403, (await planning.Host.As(Roles.State, state: "13").Post("/planning/cpm/runs", new { asOf = "2026-09" })).Status);
        Assert.Equal(401, (await planning.Host.WithoutToken().Get("/planning/cpm")).Status);
        Assert.Equal("planning.no-such-run", (await planning.Central.Get($"/planning/cpm/runs/{Guid.CreateVersion7()}")).Code);
    }

    [Fact]
    public async Task The_last_closed_month_is_computed_once_by_itself()
    {
        await planning.Dispense("GRIMB000701", A, "2026-10", 5, 5, 5);
        await planning.Host.Run("planning", "start-monthly-cpm");
        await planning.Host.Run("planning", "start-monthly-cpm");
        Assert.Equal(1, await planning.Db(db => db.CpmRuns.CountAsync(x => x.AsOf == 202610 && x.Window == 12)));
        await planning.Host.Run("planning", "compute-cpm");
        var run = Assert.Single((await planning.Central.Get("/planning/cpm/runs?asOf=2026-10&window=12"))
            .Read<Page<GetCpmRun.Response>>().Items);
        Assert.Equal("proposed", run.Standing);
        Assert.Equal(200, (await planning.Central.Put($"/planning/cpm/runs/{run.Id}/official", "")).Status);
        Assert.Equal(5m, Assert.Single(await planning.Cpm($"level=facility&code=GRIMB000701&clave={A}&asOf=2026-10")).Cpm);
    }
}
