using Supply.DemandPlanning.Features.Demand;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Demand;

/// <summary>Many lines at once, and the lists that they are looked for in.</summary>
public sealed class ConsolidateLinesTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00", C = "010.000.0106.00";

    private async Task<string> Period(string name)
    {
        await planning.Buyer("HGO", "Hidalgo");
        await planning.Buyer("OAX", "Oaxaca", "20");
        Assert.Equal(201, (await planning.Central.Put($"/planning/demand/{name}", new { from = "2027-01", months = 24 })).Status);
        return $"/planning/demand/{name}";
    }

    private static object Line(string? buyer, string? clave, object? max, int? version = null) => new { buyer, clave, max, version };

    private async Task<PutConsolidatedLines.Response> Put(string path, params object?[] lines)
    {
        var answer = await planning.Central.Put(path + "/consolidated", new { lines });
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<PutConsolidatedLines.Response>();
    }

    [Fact]
    public async Task Each_line_is_answered_for_itself_and_sent_again_changes_nothing()
    {
        var path = await Period("MANY");
        var first = await Put(
            path, Line("Hidalgo", A, 100), Line("HGO", A, 200), Line("NADIE", A, 1), Line("OAX", "x", 1), Line("OAX", B, -1),
            Line("OAX", B, null), null, Line("OAX", B, 41));
        Assert.Equal(
            ["recorded", "refused", "refused", "refused", "refused", "refused", "refused", "recorded"], first.Lines.Select(x => x.Status));
        Assert.Equal((2, 0, 6), (first.Recorded, first.Repeated, first.Refused));
        Assert.Equal(
            ["planning.line-repeated", "planning.unknown-buyer", "clave.malformed"], first.Lines.Skip(1).Take(3).Select(x => x.Code));
        Assert.Equal(["lines[1].clave", "lines[2].buyer", "lines[3].clave", "lines[4].max", "lines[5].max", "lines[6]"],
            first.Lines.Skip(1).Take(6).Select(x => x.Field));
        Assert.Equal(
            ("HGO", A, 1, 100L, 40L), (first.Lines[0].Buyer, first.Lines[0].Clave, first.Lines[0].Version, first.Lines[0].Consolidated,
            first.Lines[0].Min));
        Assert.Equal((17L, 1), (first.Lines[7].Min, first.Lines[7].Version));

        var edition = (await planning.Central.Get("/planning/demand")).Read<Page<EditionView>>().Items.Single(
            x => x.Period == "MANY").Version;
        var again = await Put(path, Line("HGO", A, 100), Line("OAX", B, 41));
        Assert.Equal((0, 2, 0), (again.Recorded, again.Repeated, again.Refused));
        Assert.Equal(
            edition,
            (await planning.Central.Get("/planning/demand")).Read<Page<EditionView>>().Items.Single(x => x.Period == "MANY").Version);
    }

    [Fact]
    public async Task Who_replaces_names_the_version_and_the_others_stand()
    {
        var path = await Period("REPLACING");
        await Put(path, Line("HGO", A, 100), Line("HGO", B, 100), Line("HGO", C, 100));
        var changed = await Put(path, Line("HGO", A, 110), Line("HGO", B, 110, 7), Line("HGO", C, 110, 1));
        Assert.Equal(["request.version-required", "request.stale-version", null], changed.Lines.Select(x => x.Code));
        Assert.Equal([100L, 100, 110], (await planning.Central.Get($"{path}?buyer=HGO")).Read<Page<ListDemand.Item>>().Items
            .Select(x => x.Consolidated!.Value));
        // with the version of before the answer was lost
        Assert.Equal(["repeated"], (await Put(path, Line("HGO", C, 110, 1))).Lines.Select(x => x.Status));
    }

    [Fact]
    public async Task A_change_takes_approvals_back_and_a_published_edition_stays()
    {
        var path = await Period("CLOSED");
        await Put(path, Line("HGO", A, 100));
        Assert.Equal(200, (await planning.Medical.Post(path + "/approvals", new { side = "medical" })).Status);
        await Put(path, Line("HGO", B, 100));
        Assert.Equal("planning.not-approved", (await planning.Central.Post(path + "/publish")).Code);
        foreach (var (who, side) in ((TestCaller, string)[])[(planning.Medical, "medical"), (planning.Administrative, "administrative")])
            Assert.Equal(200, (await who.Post(path + "/approvals", new { side })).Status);
        Assert.Equal(200, (await planning.Central.Post(path + "/publish")).Status);
        var late = await Put(path, Line("HGO", A, 100), Line("HGO", B, 7, 1), Line("HGO", C, 7));
        Assert.Equal([null, "planning.published", "planning.published"], late.Lines.Select(x => x.Code));
        Assert.Equal("repeated", late.Lines[0].Status);
    }

    [Fact]
    public async Task Two_people_at_once_lose_no_line()
    {
        var path = await Period("TWICE");
        string[] claves = [.. Enumerable.Range(0, 30).Select(i => $"010.000.{1000 + i}.00")];
        var both = await Task.WhenAll(
            Put(path, [.. claves.Select(x => Line("HGO", x, 10))]), Put(path, [.. claves.Reverse().Select(x => Line("OAX", x, 20))]));
        Assert.All(both, x => Assert.Equal(30, x.Recorded));
        var total = (await planning.Central.Get($"{path}?group=total")).Read<Page<ListDemand.Item>>().Items.Single();
        Assert.Equal((900L, 60), (total.Consolidated, total.Lines));
    }

    [Fact]
    public async Task What_is_no_list_of_lines_is_refused_whole()
    {
        var path = await Period("BADLIST");
        foreach (var lines in (object?[])[null, Array.Empty<object>(), Enumerable.Repeat(Line("HGO", A, 1), 501)])
            Assert.Equal("planning.consolidated-lines", (await planning.Central.Put(path + "/consolidated", new { lines })).Code);
        var one = new { lines = new[] { Line("HGO", A, 1) } };
        Assert.Equal((404, "planning.no-such-period"), (await planning.Central.Put("/planning/demand/NOSUCH/consolidated", one)) is var none
            ? (none.Status, none.Code) : default);
        Assert.Equal(403, (await planning.Host.As(Roles.State, state: "13").Put(path + "/consolidated", one)).Status);
    }

    [Fact]
    public async Task Lines_are_filtered_by_deviation_justification_and_insufficient_consumption_and_sums_are_of_the_filter()
    {
        await planning.Buyer("FLT", "Filtros");
        await planning.Facility("HGIMB000921", buyer: "FLT");
        await planning.Facility("HGIMB000922", buyer: "FLT");
        await planning.Dispense("HGIMB000921", A, "2026-10", 100, 100, 100);
        await planning.Dispense("HGIMB000921", B, "2026-10", 100, 100, 100);
        await planning.Dispense("HGIMB000922", B, "2026-10", 50); // too few months
        await planning.Compute("2026-10", 12);
        Assert.Equal(201, (await planning.Central.Put("/planning/demand/FILTERS", new { from = "2027-01", months = 24 })).Status);
        await planning.Host.Run("planning", "compute-cpm");
        const string path = "/planning/demand/FILTERS";
        Assert.Equal(201, (await planning.Host.As(Roles.State, state: "13").Put(path + "/requests/FLT", new
        {
            lines = new object[] {
                new { clave = A, quantity = 9000 }, new { clave = B, quantity = 9000, justification = "Abre un hospital." },
                new { clave = C, quantity = 5 } },
        })).Status);
        Assert.Equal("planning.unjustified", (await planning.Central.Post(path + "/analyse")).Code);

        Assert.Equal([A, B], await Claves("deviates=true"));
        Assert.Equal([A], await Claves("unjustified=true"));
        Assert.Equal([B], await Claves("insufficient=true"));
        var lines = (await planning.Central.Get($"{path}?buyer=FLT")).Read<Page<ListDemand.Item>>().Items;
        Assert.Equal([("computed", 0), ("computed", 1), (null, null)], lines.Select(x => (x.CpmStatus, x.CpmInsufficient)));
        Assert.Equal([1, 0, 0], lines.Select(x => x.Unjustified));
        Assert.Equal(
            [(1800L, 3000L), (lines[1].CpmBased * 3 / 4, lines[1].CpmBased * 5 / 4), (null, null)],
            lines.Select(x => (x.JustifyBelow, x.JustifyAbove)));
        var total = (
            await planning.Central.Get($"{path}?buyer=FLT&group=total&deviates=true")).Read<Page<ListDemand.Item>>().Items.Single();
        Assert.Equal((18_000L, 2, 1, 2), (total.Requested, total.Deviates, total.Unjustified, total.Lines));
        Assert.Equal("request.wrong-type", (await planning.Central.Get($"{path}?deviates=si")).Code);

        async Task<IEnumerable<string?>> Claves(string query) =>
            (await planning.Central.Get($"{path}?buyer=FLT&{query}")).Read<Page<ListDemand.Item>>().Items.Select(x => x.Clave);
    }
}
