using Microsoft.EntityFrameworkCore;
using Supply.Contracts.DemandPlanning;
using Supply.DemandPlanning.Features.Demand;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Demand;

public sealed class DemandLifeTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00";

    private TestCaller Hidalgo => planning.Host.As(Roles.State, state: "13", name: "hidalgo");

    private async Task<string> Period(string name)
    {
        await planning.Buyer("HGO", "Hidalgo");
        await planning.Buyer("OAX", "Oaxaca", "20");
        Assert.Equal(201, (await planning.Central.Put($"/planning/demand/{name}", new { from = "2027-01", months = 24 })).Status);
        return $"/planning/demand/{name}";
    }

    private static object Request(params (string Clave, long Quantity)[] lines) =>
        new { lines = lines.Select(x => new { clave = x.Clave, quantity = x.Quantity }) };

    // Without what other tests of the class dispensed: the CPM of the nation stands beside every open demand.
    private async Task<ListDemand.Item[]> Lines(string path, string query = "") =>
        [.. (await planning.Central.Get($"{path}?{query}")).Read<Page<ListDemand.Item>>().Items.Where(x => x.Requested is not null
            || x.Consolidated is not null)];

    private Task<DemandEdition> Edition(string path) =>
        planning.Db(db => db.Editions.AsNoTracking().Where(x => x.Period == path.Split('/').Last()).OrderByDescending(x => x.Edition)
        .FirstAsync());

    [Fact]
    public async Task A_period_is_opened_once_and_replaced_only_with_its_version()
    {
        var first = await planning.Central.Put("/planning/demand/opened", new { from = "2027-01", months = 24 });
        var again = await planning.Central.Put("/planning/demand/OPENED", new { from = "2027-01", months = 24 });
        Assert.Equal((201, 200, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal(428, (await planning.Central.Put("/planning/demand/OPENED", new { from = "2027-01", months = 12 })).Status);
        Assert.Equal(412, (await planning.Central.Put("/planning/demand/OPENED", new { from = "2027-01", months = 12 },
            ifMatch: "\"9\"")).Status);
        Assert.Equal((200, "\"2\""),
            (await planning.Central.Put("/planning/demand/OPENED", new { from = "2027-01", months = 12 }, ifMatch: first.ETag)) is var x
            ? (x.Status, x.ETag) : default);
        Assert.Contains((await planning.Central.Get("/planning/demand")).Read<Page<EditionView>>().Items, x => x.Period == "OPENED"
            && x.Months == 12);
    }

    [Theory]
    [InlineData("a_b", """{"from":"2027-01","months":24}""", "planning.period")]
    [InlineData("012345678901234567890", """{"from":"2027-01","months":24}""", "planning.period")]
    [InlineData("bad", """{"from":"2027-13","months":24}""", "month.malformed")]
    [InlineData("bad", """{"months":24}""", "month.malformed")]
    [InlineData("bad", """{"from":"2072-01","months":24}""", "planning.month")]
    [InlineData("bad", """{"from":"1927-01","months":24}""", "planning.month")]
    [InlineData("bad", """{"from":"0207-01","months":24}""", "month.malformed")]
    [InlineData("bad", """{"from":"2027-01","months":0}""", "planning.months")]
    [InlineData("bad", """{"from":"2027-01"}""", "planning.months")]
    [InlineData("bad", """{"from":"2027-01","months":-5}""", "planning.months")]
    [InlineData("bad", """{"from":"2027-01","months":"24"}""", "request.wrong-type")]
    [InlineData("bad", """{"from":"2027-01","months":24,"x":1}""", "request.unknown-member")]
    [InlineData("bad", """{"from":""", "request.malformed")]
    public async Task A_period_that_means_nothing_is_refused(string period, string body, string code)
    {
        Assert.Equal(code, (await planning.Central.Put($"/planning/demand/{period}", body)).Code);
        Assert.False(await planning.Db(db => db.Editions.AnyAsync(x => x.Period == "BAD")));
    }

    [Fact]
    public async Task Goes_from_draft_to_published_by_two_other_people_and_never_changes_again()
    {
        var path = await Period("LIFE");
        Assert.Equal("planning.nothing-consolidated", (await planning.Medical.Post(path + "/approvals", new { side = "medical" })).Code);
        Assert.Equal(201, (await planning.Central.Put(path + $"/consolidated/HGO/{A}", new { max = 100 })).Status);
        Assert.Equal("planning.not-approved", (await planning.Central.Post(path + "/publish")).Code);
        Assert.Equal("planning.approver-is-author", (await planning.Central.Post(path + "/approvals", new { side = "medical" })).Code);
        Assert.Equal("planning.side", (await planning.Medical.Post(path + "/approvals", new { side = "legal" })).Code);
        Assert.Equal("request.stale-version",
            (await planning.Medical.Post(path + "/approvals", new { side = "medical" }, ifMatch: "\"77\"")).Code);

        var medical = await planning.Medical.Post(path + "/approvals", new { side = "medical" });
        Assert.Equal((200, "analysed"), (medical.Status, medical.Json.GetProperty("status").GetString()));
        Assert.Equal(medical.Text, (await planning.Medical.Post(path + "/approvals", new { side = "medical" })).Text);
        Assert.Equal("planning.same-approver", (await planning.Medical.Post(path + "/approvals", new { side = "administrative" })).Code);
        Assert.Equal("planning.not-approved", (await planning.Central.Post(path + "/publish")).Code);
        var approved = await planning.Administrative.Post(path + "/approvals", new { side = "administrative" });
        Assert.Equal("approved", approved.Json.GetProperty("status").GetString());

        Assert.Equal("request.stale-version", (await planning.Central.Post(path + "/publish", ifMatch: "\"1\"")).Code);
        var published = await planning.Central.Post(path + "/publish");
        var again = await planning.Central.Post(path + "/publish");
        Assert.Equal((200, 200, published.Text), (published.Status, again.Status, again.Text));
        var sent = (await planning.Host.Outgoing<PlanningDb, DemandApproved>()).Single(x => x.Period == "LIFE");
        Assert.Equal(("HGO", 1, "2027-01", 24, A, 4.1667m, 40L, 100L),
            (sent.Buyer, sent.Version, sent.From, sent.Months, sent.Lines[0].Clave, sent.Lines[0].Monthly, sent.Lines[0].Min,
            sent.Lines[0].Max));

        Assert.Equal("planning.published", (await planning.Central.Put(path + $"/consolidated/HGO/{B}", new { max = 5 })).Code);
        Assert.Equal("planning.published",
            (await planning.Central.PostText(path + "/import", "clave,institucion,min,max\n", "text/csv")).Code);
        Assert.Equal("planning.published",
            (await planning.Central.Put(path, new { from = "2027-01", months = 12 }, ifMatch: "\"9\"")).Code);
        Assert.Equal("planning.published", (await Hidalgo.Put(path + "/requests/HGO", Request((A, 1)))).Code);
        Assert.Equal(100, (await Lines(path)).Single().Max);
    }

    [Fact]
    public async Task A_change_of_a_published_demand_is_a_new_version_beside_the_old()
    {
        var path = await Period("NEXT");
        Assert.Equal("planning.not-published", (await planning.Central.Post(path + "/versions")).Code);
        await planning.Central.Put(path + $"/consolidated/HGO/{A}", new { max = 100 });
        await planning.Medical.Post(path + "/approvals", new { side = "medical" });
        await planning.Administrative.Post(path + "/approvals", new { side = "administrative" });
        await planning.Central.Post(path + "/publish");

        var opened = await planning.Central.Post(path + "/versions");
        Assert.Equal((2, "draft"), (opened.Json.GetProperty("edition").GetInt32(), opened.Json.GetProperty("status").GetString()));
        Assert.Equal(opened.Text, (await planning.Central.Post(path + "/versions")).Text);
        Assert.Equal("request.version-required", (await planning.Central.Put(path + $"/consolidated/HGO/{A}", new { max = 150 })).Code);
        Assert.Equal(200, (await planning.Central.Put(path + $"/consolidated/HGO/{A}", new { max = 150 }, ifMatch: "\"1\"")).Status);
        Assert.Equal((150L, 100L), ((await Lines(path)).Single().Max, (await Lines(path, "edition=1")).Single().Max));
        await planning.Medical.Post(path + "/approvals", new { side = "medical" });
        await planning.Administrative.Post(path + "/approvals", new { side = "administrative" });
        await planning.Central.Post(path + "/publish");
        var sent = (await planning.Host.Outgoing<PlanningDb, DemandApproved>()).Where(x => x.Period == "NEXT")
            .Select(x => (x.Version, x.Lines.Single().Max));
        Assert.Equal([(1, 100L), (2, 150L)], sent.Order());
    }

    [Fact]
    public async Task A_version_whose_opening_was_interrupted_is_nobodys_until_it_is_finished()
    {
        var path = await Period("HALF");
        await planning.Central.Put(path + $"/consolidated/HGO/{A}", new { max = 100 });
        await planning.Central.Put(path + $"/consolidated/HGO/{B}", new { max = 200 });
        await planning.Db(async db =>
        {
            // As a killed process leaves it: published, the next version begun, one of two lines copied.
            await db.Editions.Where(x => x.Period == "HALF").ExecuteUpdateAsync(x => x.SetProperty(e => e.Status, "published"));
            db.Editions.Add(new DemandEdition { Period = "HALF", Edition = 2, From = 202701, Months = 24, Status = "opening",
                Version = 1 });
            db.Lines.Add(new DemandLine { Period = "HALF", Edition = 2, Buyer = "HGO", Clave = A, State = "13", Version = 1,
                Consolidated = 100, Min = 40 });
            return await db.SaveChangesAsync();
        });
        Assert.Equal([100L, 200L], (await Lines(path)).Select(x => x.Max!.Value));
        Assert.Equal("planning.opening", (await planning.Central.Put(path + $"/consolidated/HGO/{B}", new { max = 5 })).Code);
        Assert.Equal("planning.opening", (await planning.Central.Post(path + "/analyse")).Code);
        Assert.Equal("draft", (await planning.Central.Post(path + "/versions")).Json.GetProperty("status").GetString());
        Assert.Equal([100L, 200L], (await Lines(path, "edition=2")).Select(x => x.Max!.Value));
    }

    [Fact]
    public async Task A_change_after_an_approval_takes_the_approval_back()
    {
        var path = await Period("BACK");
        await planning.Central.Put(path + $"/consolidated/HGO/{A}", new { max = 100 });
        await planning.Medical.Post(path + "/approvals", new { side = "medical" });
        await planning.Central.Put(path + $"/consolidated/HGO/{B}", new { max = 100 });
        var edition = await Edition(path);
        Assert.Equal(("draft", null, null), (edition.Status, edition.MedicalBy, edition.AnalysedBy));
    }

    [Theory]
    [InlineData("group=region", "planning.group")]
    [InlineData("clave=12", "clave.malformed")]
    [InlineData("limit=5000", "request.limit")]
    [InlineData("edition=9", "planning.no-such-period")]
    [InlineData("grupo=line", "request.unknown-parameter")]
    public async Task A_question_that_means_nothing_is_refused(string query, string code)
    {
        await planning.Central.Put("/planning/demand/ASKED", new { from = "2027-01", months = 24 });
        Assert.Equal(code, (await planning.Central.Get($"/planning/demand/ASKED?{query}")).Code);
    }
}
