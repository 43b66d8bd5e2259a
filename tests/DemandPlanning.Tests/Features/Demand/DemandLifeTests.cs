using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Features.Demand;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using static Supply.DemandPlanning.Tests.PlanningHost;

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
    public async Task A_request_is_replaced_as_a_whole_and_only_with_its_version()
    {
        var path = await Period("REPLACED") + "/requests/hgo";
        var first = await Hidalgo.Put(path, Request((A, 100), (B, 200)));
        var again = await Hidalgo.Put(path, Request((B, 200), (A, 100)));
        Assert.Equal((201, 200, "\"1\""), (first.Status, again.Status, again.ETag));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("request.version-required", (await Hidalgo.Put(path, Request((A, 1)))).Code);
        Assert.Equal("request.stale-version", (await Hidalgo.Put(path, Request((A, 1)), ifMatch: "\"5\"")).Code);
        var replaced = await Hidalgo.Put(path, Request((A, 150)), ifMatch: first.ETag);
        Assert.Equal((200, "\"2\""), (replaced.Status, replaced.ETag));
        Assert.Equal([(A, 150L)], (await Lines("/planning/demand/REPLACED")).Select(x => (x.Clave!, x.Requested!.Value)));
        Assert.Equal((await Hidalgo.Get(path)).Text, replaced.Text);
        Assert.Equal("requested", (await Edition("/planning/demand/REPLACED")).Status);
    }

    [Theory]
    [InlineData("""{"lines":null}""", "planning.no-lines")]
    [InlineData("""{}""", "planning.no-lines")]
    [InlineData("""{"lines":[]}""", "planning.no-lines")]
    [InlineData("""{"lines":[null]}""", "planning.no-lines")]
    [InlineData("""{"lines":[{"clave":"010.000.0104.00","quantity":0}]}""", "pieces.not-positive")]
    [InlineData("""{"lines":[{"clave":"010.000.0104.00","quantity":-1}]}""", "pieces.negative")]
    [InlineData("""{"lines":[{"clave":"010.000.0104.00"}]}""", "pieces.missing")]
    [InlineData("""{"lines":[{"clave":"010.000.0104.00","quantity":2147483648}]}""", "pieces.too-many")]
    [InlineData("""{"lines":[{"clave":"010.000.0104.00","quantity":1.5}]}""", "request.wrong-type")]
    [InlineData("""{"lines":[{"clave":"0104","quantity":1}]}""", "clave.malformed")]
    [InlineData("""{"lines":[{"quantity":1}]}""", "clave.malformed")]
    [InlineData("""{"lines":[{"clave":"010.000.0104.00","quantity":1},{"clave":"010.000.0104.00","quantity":2}]}""", "planning.clave-repeated")]
    [InlineData("""{"lines":[{"clave":"010.000.0104.00","quantity":1,"price":2}]}""", "request.unknown-member")]
    [InlineData("""{"lines":[""", "request.malformed")]
    public async Task A_request_that_means_nothing_is_refused_and_leaves_nothing(string body, string code)
    {
        await planning.Buyer("HGO", "Hidalgo");
        await planning.Central.Put("/planning/demand/EMPTY", new { from = "2027-01", months = 24 });
        Assert.Equal(code, (await Hidalgo.Put("/planning/demand/EMPTY/requests/HGO", body)).Code);
        Assert.Empty(await Lines("/planning/demand/EMPTY"));
    }

    [Fact]
    public async Task A_request_is_for_a_known_buyer_of_the_callers_state_in_an_open_period()
    {
        var path = await Period("WHOSE");
        Assert.Equal("planning.unknown-buyer", (await Hidalgo.Put(path + "/requests/NOBODY", Request((A, 1)))).Code);
        Assert.Equal("access.foreign-state", (await Hidalgo.Put(path + "/requests/OAX", Request((A, 1)))).Code);
        Assert.Equal(201, (await planning.Central.Put(path + "/requests/OAX", Request((A, 1)))).Status);
        Assert.Equal("planning.no-such-period", (await Hidalgo.Put("/planning/demand/NEVER/requests/HGO", Request((A, 1)))).Code);
        Assert.Equal(403, (await planning.Host.As(Roles.Pharmacy, facility: "HGIMB000011")
            .Put(path + "/requests/HGO", Request((A, 1)))).Status);
        Assert.Equal("access.foreign-state", (await Hidalgo.Get(path + "/requests/OAX")).Code);
        Assert.Equal("planning.no-such-request", (await Hidalgo.Get(path + "/requests/HGO")).Code);
        Assert.DoesNotContain((await Hidalgo.Get(path)).Read<Page<ListDemand.Item>>().Items, x => x.Buyer == "OAX");
        Assert.Equal(["OAX"], (await Lines(path)).Select(x => x.Buyer));
    }

    [Fact]
    public async Task The_three_quantities_stand_side_by_side()
    {
        var path = await Period("SIDE");
        await planning.Buyer("SID", "Sidón");
        await planning.Facility("HGIMB000801", buyer: "SID");
        await planning.Facility("HGIMB000802", buyer: "SID");
        await planning.Dispense("HGIMB000801", A, "2026-10", 10, 10, 10);
        await planning.Dispense("HGIMB000802", A, "2026-10", 5, 5, 5);
        await planning.Compute("2026-10", 12);
        await planning.Central.Put(path + "/requests/SID", Request((A, 400)));
        await planning.Central.Put(path + $"/consolidated/SID/{A}", new { max = 380 });
        await planning.Host.Run("planning", "compute-cpm");

        var line = (await Lines(path, "buyer=SID")).Single();
        Assert.Equal((400L, 360L, 380L, 152L, 380L), (line.Requested, line.CpmBased, line.Consolidated, line.Min, line.Max));
        Assert.Equal((400L, 360L, 380L), (await Lines(path, $"group=clave&clave={A}&buyer=SID"))
            .Select(x => (x.Requested!.Value, x.CpmBased!.Value, x.Consolidated!.Value)).Single());

        // Less what is on the shelf and on its way, where net demand is asked for.
        await planning.Host.Deliver(new StockPositionChanged("HGIMB000801", A, 1, At, At, new DateOnly(2026, 10, 31), "13", 50, 10));
        var edition = await Edition(path);
        await planning.Central.Put(path, new { from = "2027-01", months = 24, net = true }, ifMatch: $"\"{edition.Version}\"");
        await planning.Host.Run("planning", "compute-cpm");
        line = (await Lines(path, "buyer=SID")).Single();
        Assert.Equal((400L, 300L, 380L), (line.Requested, line.CpmBased, line.Consolidated));
    }

    [Fact]
    public async Task A_request_far_from_the_consumption_needs_a_justification()
    {
        var path = await Period("FAR");
        await planning.Buyer("FAR", "Lejos");
        await planning.Facility("HGIMB000803", buyer: "FAR");
        await planning.Dispense("HGIMB000803", A, "2026-10", 10, 10, 10);
        await planning.Compute("2026-10", 12);
        var request = await planning.Central.Put(path + "/requests/FAR", Request((A, 301))); // 240 and a quarter of it are 300
        await planning.Central.Put(path + $"/consolidated/FAR/{A}", new { max = 240 });

        var refused = await planning.Central.Post(path + "/analyse");
        Assert.Equal((422, "planning.unjustified"), (refused.Status, refused.Code));
        Assert.Contains($"FAR {A}", refused.Text);
        Assert.Equal(1, (await Lines(path, "buyer=FAR")).Single().Deviates);
        Assert.Equal("planning.unjustified", (await planning.Medical.Post(path + "/approvals", new { side = "medical" })).Code);

        await planning.Central.Put(path + "/requests/FAR",
            new { lines = new[] { new { clave = A, quantity = 301, justification = "Abre un hospital." } } }, ifMatch: request.ETag);
        var analysed = await planning.Central.Post(path + "/analyse");
        Assert.Equal((200, "analysed"), (analysed.Status, analysed.Json.GetProperty("status").GetString()));
        Assert.Equal(analysed.Text, (await planning.Central.Post(path + "/analyse")).Text);
        Assert.Equal("planning.requests-closed",
            (await planning.Central.Put(path + "/requests/FAR", Request((A, 5)), ifMatch: "\"2\"")).Code);
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

    [Fact]
    public async Task A_quantity_set_by_hand_is_replaced_only_with_its_version()
    {
        var path = await Period("HAND") + $"/consolidated/HGO/{A}";
        var first = await planning.Central.Put(path, new { max = 100 });
        Assert.Equal((201, 200), (first.Status, (await planning.Central.Put(path, new { max = 100 })).Status));
        Assert.Equal(412, (await planning.Central.Put(path, new { max = 5 }, ifMatch: "\"8\"")).Status);
        Assert.Equal("pieces.negative", (await planning.Central.Put(path, new { max = -1 })).Code);
        Assert.Equal("pieces.missing", (await planning.Central.Put(path, "{}")).Code);
        Assert.Equal("clave.malformed", (await planning.Central.Put("/planning/demand/HAND/consolidated/HGO/123", new { max = 1 })).Code);
        Assert.Equal("planning.unknown-buyer",
            (await planning.Central.Put($"/planning/demand/HAND/consolidated/NOBODY/{A}", new { max = 1 })).Code);
        Assert.Equal(403, (await Hidalgo.Put(path, new { max = 5 })).Status);
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
