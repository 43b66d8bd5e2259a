using Supply.Catalog.Features.Facilities;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Facilities;

public sealed class PutFacilityTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private TestCaller Central => catalog.Host.As(Roles.Central);

    private static string Url(string code) => "/catalog/facilities/" + code;

    private async Task<List<FacilityPublished>> Published(string code) =>
        [.. (await catalog.Host.Outgoing<CatalogDb, FacilityPublished>()).Where(x => x.Code == code).OrderBy(x => x.Version)];

    [Fact]
    public async Task A_warehouse_without_clues_gets_a_code_of_its_own()
    {
        var warehouse = new { name = "Almacén estatal de Hidalgo", state = "13", municipality = "Pachuca de Soto",
            kind = "stateWarehouse" };
        var (first, again) = (await Central.Put(Url("alm-13-01"), warehouse), await Central.Put(Url("ALM-13-01"), warehouse));

        Assert.Equal((201, 200, "\"1\""), (first.Status, again.Status, again.ETag));
        Assert.Equal(first.Text, again.Text);
        var published = Assert.Single(await Published("ALM-13-01"));
        Assert.Equal(("13", "stateWarehouse", "America/Mexico_City", "EF-13", Facility.SinceEver),
            (published.State, published.Kind, published.TimeZone, published.Buyer, published.ValidFrom));
    }

    [Fact]
    public async Task A_replacement_names_its_version_and_the_old_one_stays_for_the_dates_before()
    {
        var first = await Central.Put(Url("HGIMB800001"), new { name = "A", state = "13", kind = "healthUnit" });
        var changed = new { name = "B", state = "13", kind = "hospital", validFrom = "2026-11-01" };
        Assert.Equal(428, (await Central.Put(Url("HGIMB800001"), changed)).Status);
        Assert.Equal(412, (await Central.Put(Url("HGIMB800001"), changed, ifMatch: "\"9\"")).Status);
        var second = await Central.Put(Url("HGIMB800001"), changed, ifMatch: first.ETag);
        Assert.Equal((200, "\"2\""), (second.Status, second.ETag));
        Assert.Equal(200, (await Central.Put(Url("HGIMB800001"), changed)).Status);

        Assert.Equal([(1, "A"), (2, "B")], (await Published("HGIMB800001")).Select(x => (x.Version, x.Name)));
        Assert.Equal("A", (await Central.Get(Url("HGIMB800001") + "?on=2026-10-31")).Read<FacilityView>().Name);
        Assert.Equal("B", (await Central.Get(Url("HGIMB800001") + "?on=2026-11-01")).Read<FacilityView>().Name);
        Assert.Equal("A", (await Central.Get(Url("HGIMB800001") + "?on=1899-01-01")).Read<FacilityView>().Name);
        Assert.Equal("B", (await Central.Get(Url("HGIMB800001"))).Read<FacilityView>().Name);
    }

    [Fact]
    public async Task A_change_is_valid_from_the_date_on_the_wall_of_the_place()
    {
        await using var host = await ServiceHost.Start(new CatalogService(), new DateTimeOffset(2026, 10, 16, 4, 30, 0, TimeSpan.Zero));
        var central = host.As(Roles.Central);
        foreach (var (code, municipality) in ((string, string)[])[("BCIMB800001", "Tijuana"), ("QRIMB800001", "Benito Juárez")])
        {
            var first = await central.Put(Url(code), new { name = "A", municipality, kind = "healthUnit" });
            await central.Put(Url(code), new { name = "B", municipality, kind = "healthUnit" }, ifMatch: first.ETag);
        }
        Assert.All((await host.Outgoing<CatalogDb, FacilityPublished>()).Where(x => x.Version == 2), x =>
            Assert.Equal(new DateOnly(2026, 10, 15), x.LocalDate));
        host.Clock.Set(new DateTimeOffset(2026, 10, 16, 6, 30, 0, TimeSpan.Zero)); // 23:30 in Tijuana, 01:30 in Cancún
        foreach (var code in (string[])["BCIMB800001", "QRIMB800001"])
            await central.Put(Url(code), new { name = "C", kind = "healthUnit", timeZone = code[0] == 'B' ? "America/Tijuana"
                : "America/Cancun" }, ifMatch: "\"2\"");
        var changes = (await host.Outgoing<CatalogDb, FacilityPublished>()).Where(x => x.Version == 3).OrderBy(x => x.Code);
        Assert.Equal([("America/Tijuana", new DateOnly(2026, 10, 15)), ("America/Cancun", new DateOnly(2026, 10, 16))],
            changes.Select(x => (x.TimeZone, x.ValidFrom)));
    }

    [Fact]
    public async Task Predecessors_resolve_to_their_successor_through_any_number_of_changes()
    {
        await Central.Put(Url("HGIMB800010"), new { name = "Vieja", kind = "healthUnit", predecessors = (string[])["HGSSA800010"] });
        var heir = new { name = "Nueva", kind = "healthUnit", predecessors = (string[])["HGIMB800010"] };
        Assert.Equal(201, (await Central.Put(Url("HGIMB800011"), heir)).Status);
        Assert.Equal(200, (await Central.Put(Url("HGIMB800011"), heir)).Status);

        foreach (var code in (string[])["HGSSA800010", "HGIMB800010", "HGIMB800011"])
            Assert.Equal("HGIMB800011", (await Central.Get(Url(code))).Read<FacilityView>().Code);
        Assert.Equal(["HGIMB800010", "HGSSA800010"], Assert.Single(await Published("HGIMB800011")).Predecessors!);

        var replaced = await Central.Put(Url("HGIMB800010"), new { name = "Vieja otra vez", kind = "healthUnit" }, ifMatch: "\"1\"");
        Assert.Equal((409, "catalog.replaced-code"), (replaced.Status, replaced.Code));
        var taken = await Central.Put(
            Url("HGIMB800012"), new { name = "Otra", kind = "healthUnit", predecessors = (string[])["HGSSA800010"] });
        Assert.Equal((409, "catalog.predecessor-taken"), (taken.Status, taken.Code));
    }

    [Fact]
    public async Task A_predecessor_that_was_a_mistake_can_be_taken_back()
    {
        await Central.Put(Url("HGIMB800020"), new { name = "A", kind = "healthUnit", predecessors = (string[])["HGSSA800020"] });
        Assert.Equal(200, (await Central.Put(Url("HGIMB800020"), new { name = "A", kind = "healthUnit" }, ifMatch: "\"1\"")).Status);
        Assert.Equal(404, (await Central.Get(Url("HGSSA800020"))).Status);
        Assert.Equal(201, (await Central.Put(
            Url("HGIMB800021"), new { name = "B", kind = "healthUnit", predecessors = (string[])["HGSSA800020"] })).Status);
    }

    [Fact]
    public async Task Everything_that_is_put_is_given_back()
    {
        var facility =
            """{"name":" Hospital  de Ojinaga ","state":"8","municipality":"Ojinaga","kind":"hospital","careLevel":2,"unitType":"hospital  general","rural":false,"latitude":29.5600000,"longitude":-104.40,"opensOn":"1990-01-01","closesOn":"2030-12-31","predecessors":["chssa800030","CHSSA800030"],"buyer":null,"validFrom":"2026-01-01"}""";
        Assert.Equal(201, (await Central.Put(Url("CHIMB800030"), facility)).Status);
        var view = (await Central.Get(Url("CHIMB800030"))).Read<FacilityView>();
        Assert.Equal(new FacilityView(
            "CHIMB800030", 1, new(2026, 1, 1), "Hospital de Ojinaga", "08", "Ojinaga", "hospital", 2, "HOSPITAL GENERAL", false,
            29.56m, -104.4m, "America/Ojinaga", new(1990, 1, 1), new(2030, 12, 31), view.Predecessors, null), view);
        Assert.Equal(["CHSSA800030"], view.Predecessors);
    }

    [Fact]
    public async Task Two_first_puts_at_once_end_as_one_created_and_one_repeated()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Central.Put(Url("HGIMB800040"), new { name = "A", kind = "healthUnit" })));
        Assert.Equal([200, 200, 200, 201], answers.Select(x => x.Status).Order());
        Assert.Single(await Published("HGIMB800040"));
    }

    [Theory]
    [InlineData("""{"name":"X","kind":"healthUnit","state":"02"}""", 422, "facility.state-mismatch")]
    [InlineData("""{"name":"X","kind":"healthUnit","state":"33"}""", 422, "state.unknown")]
    [InlineData("""{"name":"X","kind":"clinic"}""", 422, "facility.kind")]
    [InlineData("""{"name":"X"}""", 422, "facility.kind")]
    [InlineData("""{"name":" ","kind":"healthUnit"}""", 422, "facility.no-name")]
    [InlineData("""{"name":null,"kind":"healthUnit"}""", 422, "facility.no-name")]
    [InlineData("""{"name":"X","kind":"healthUnit","careLevel":4}""", 422, "facility.care-level")]
    [InlineData("""{"name":"X","kind":"healthUnit","careLevel":99999999999}""", 422, "request.wrong-type")]
    [InlineData("""{"name":"X","kind":"healthUnit","latitude":91}""", 422, "facility.coordinates")]
    [InlineData("""{"name":"X","kind":"healthUnit","longitude":-181}""", 422, "facility.coordinates")]
    [InlineData("""{"name":"X","kind":"healthUnit","timeZone":"Hidalgo"}""", 422, "facility.time-zone")]
    [InlineData("""{"name":"X","kind":"healthUnit","opensOn":"2026-02-30"}""", 422, "request.wrong-type")]
    [InlineData("""{"name":"X","kind":"healthUnit","opensOn":"2026-02-02","closesOn":"2026-02-01"}""", 422,
        "facility.closes-before-opening")]
    [InlineData("""{"name":"X","kind":"healthUnit","predecessors":["X"]}""", 422, "facility.malformed")]
    [InlineData("""{"name":"X","kind":"healthUnit","predecessors":[null]}""", 422, "facility.malformed")]
    [InlineData("""{"name":"X","kind":"healthUnit","predecessors":["HGIMB800099"]}""", 422, "facility.own-predecessor")]
    [InlineData("""{"name":"X","kind":"healthUnit","buyer":"NADIE"}""", 422, "catalog.unknown-buyer")]
    [InlineData("""{"name":"X","kind":"healthUnit","colour":"red"}""", 422, "request.unknown-member")]
    [InlineData("""{"name":"\ud800","kind":"healthUnit"}""", 422, "request.wrong-type")]
    [InlineData("""{"name":"X",""", 400, "request.malformed")]
    public async Task Refuses_what_means_nothing_and_leaves_nothing(string body, int status, string code)
    {
        var answer = await Central.Put(Url("HGIMB800099"), body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(404, (await Central.Get(Url("HGIMB800099"))).Status);
    }

    [Fact]
    public async Task Too_many_predecessors_and_too_long_names_are_refused()
    {
        var many = await Central.Put(Url("HGIMB800098"),
            new { name = "X", kind = "healthUnit", predecessors = Enumerable.Range(0, 41).Select(x => $"HGSSA70{x:0000}") });
        Assert.Equal((422, "facility.too-many-predecessors"), (many.Status, many.Code));
        var text = await Central.Put(Url("HGIMB800098"), new { name = new string('x', 201), kind = "healthUnit" });
        Assert.Equal((422, "facility.text-too-long"), (text.Status, text.Code));
    }

    [Theory]
    [InlineData("XXIMB800099", 422, "facility.malformed")]
    [InlineData("ALM-33-01", 422, "facility.malformed")]
    [InlineData("HGIMB799999", 404, "catalog.no-such-facility")]
    public async Task There_is_no_facility_of_another_code(string facility, int status, string code)
    {
        var answer = await Central.Get(Url(facility));
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Is_central_supplys_to_do()
    {
        var facility = new { name = "X", kind = "healthUnit" };
        Assert.Equal(401, (await catalog.Host.WithoutToken().Put(Url("HGIMB800097"), facility)).Status);
        Assert.Equal(403, (await catalog.Host.As(Roles.State, "13").Put(Url("HGIMB800097"), facility)).Status);
        Assert.Equal(415, (await Central.Send(HttpMethod.Put, Url("HGIMB800097"), "{}"u8.ToArray(), "text/plain")).Status);
    }

    [Fact]
    public async Task A_weekly_calendar_is_told_and_without_one_it_attends_every_day()
    {
        var unit = new { name = "A", kind = "healthUnit", openWeekdays = (int[])[5, 1, 2, 3, 4] };
        var first = await Central.Put(Url("HGIMB800071"), unit);
        Assert.Equal([1, 2, 3, 4, 5], first.Read<FacilityView>().OpenWeekdays!);
        Assert.Equal(200, (await Central.Put(Url("HGIMB800071"), unit)).Status); // the same in any order
        var second = await Central.Put(Url("HGIMB800071"), new { name = "A", kind = "healthUnit" }, ifMatch: first.ETag);
        Assert.Null(second.Read<FacilityView>().OpenWeekdays);
        var published = await Published("HGIMB800071");
        Assert.Equal([[1, 2, 3, 4, 5], null], published.Select(x => x.OpenWeekdays?.ToArray()));
        foreach (var wrong in (int[][])[[], [0], [1, 8]])
            Assert.Equal((422, "facility.weekdays"), await Refused(new { name = "A", kind = "healthUnit", openWeekdays = wrong }));

        async Task<(int, string?)> Refused(object content)
        {
            var answer = await Central.Put(Url("HGIMB800072"), content);
            return (answer.Status, answer.Code);
        }
    }
}
