using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Features.Demand;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features.Demand;

public sealed class DemandRequestTests(PlanningHost planning) : IClassFixture<PlanningHost>
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
        Assert.Equal(1, (await Hidalgo.Get("/planning/demand?period=REPLACED")).Read<Page<EditionView>>().Items.Single().Requests);
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
}
