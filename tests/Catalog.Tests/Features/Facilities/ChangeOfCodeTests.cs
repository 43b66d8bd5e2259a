using Supply.Catalog.Features.Facilities;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Facilities;

/// <summary>A unit gets a new code: what becomes of the facility that the old code named.</summary>
public sealed class ChangeOfCodeTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private TestCaller Central => catalog.Host.As(Roles.Central);

    [Fact]
    public async Task The_facility_of_a_code_that_is_taken_over_is_closed_and_published_so()
    {
        await Put("HGSSA700010", closesOn: new(2030, 12, 31));
        await Put("HGIMB700010", predecessors: ["HGSSA700010"]);

        var old = (await Published("HGSSA700010"))[^1];
        Assert.Equal((2, "HGIMB700010", true), (old.Version, old.ReplacedBy, old.ClosesOn < new DateOnly(2026, 10, 15)));
        Assert.Empty(old.Predecessors!);
        var listed = (await Central.Get("/catalog/facilities?state=13&q=700010")).Read<Page<FacilityView>>().Items;
        Assert.Equal("HGIMB700010", Assert.Single(listed).Code);
        Assert.Equal("HGIMB700010", (await Central.Get("/catalog/facilities/HGSSA700010")).Read<FacilityView>().Code);
        Assert.Equal("catalog.replaced-code", (await Central.Put("/catalog/facilities/HGSSA700010", Body([]))).Code);
    }

    [Fact]
    public async Task A_change_that_is_taken_back_leaves_the_facility_as_it_was()
    {
        await Put("HGSSA700020", closesOn: new(2030, 12, 31));
        var successor = await Put("HGIMB700020", predecessors: ["HGSSA700020"]);
        await Put("HGIMB700020", predecessors: [], ifMatch: successor.ETag);

        var old = (await Published("HGSSA700020"))[^1];
        Assert.Equal((3, null, new DateOnly(2030, 12, 31)), (old.Version, old.ReplacedBy, old.ClosesOn));
        var read = (await Central.Get("/catalog/facilities/HGSSA700020?on=2026-10-15")).Read<FacilityView>();
        Assert.Equal(("HGSSA700020", new DateOnly(2030, 12, 31)), (read.Code, read.ClosesOn));
    }

    [Fact]
    public async Task In_a_chain_each_link_comes_back_to_where_it_was()
    {
        await Put("HGSSA700030");
        await Put("HGSMP700030", predecessors: ["HGSSA700030"]);
        var third = await Put("HGIMB700030", predecessors: ["HGSMP700030"]);
        Assert.Equal(["HGSMP700030", "HGSSA700030"], third.Read<FacilityView>().Predecessors);
        Assert.Equal("HGIMB700030", (await Central.Get("/catalog/facilities/HGSSA700030")).Read<FacilityView>().Code);

        await Put("HGIMB700030", predecessors: [], ifMatch: third.ETag);
        Assert.Equal("HGSMP700030", (await Central.Get("/catalog/facilities/HGSSA700030")).Read<FacilityView>().Code);
        Assert.Equal(["HGSSA700030"], (await Published("HGSMP700030"))[^1].Predecessors!);
        Assert.Equal("HGSMP700030", (await Published("HGSSA700030"))[^1].ReplacedBy);
    }

    [Fact]
    public async Task No_circle_and_no_code_of_two_facilities()
    {
        await Put("HGIMB700040");
        await Put("HGIMB700041", predecessors: ["HGIMB700040"]);
        Assert.Equal("catalog.replaced-code", (await Central.Put("/catalog/facilities/HGIMB700040", Body(["HGIMB700041"]))).Code);
        Assert.Equal("facility.own-predecessor", (await Central.Put("/catalog/facilities/HGIMB700042", Body(["HGIMB700042"]))).Code);
        Assert.Equal("catalog.predecessor-taken", (await Central.Put("/catalog/facilities/HGIMB700043", Body(["HGIMB700040"]))).Code);
        var circle = await Central.PostText("/catalog/facilities/import",
            "CLUESIMB,cluesssa,nombre\nHGIMB700044,HGIMB700045,UNO\nHGIMB700045,HGIMB700044,DOS\n", "text/csv");
        Assert.Equal([(3, "catalog.replaced-code")], circle.Read<ImportReport>().Rejected.Select(x => (x.Row, x.Code)));
    }

    [Theory]
    [InlineData("opensOn", "1499-12-31")]
    [InlineData("opensOn", "2206-11-20")]
    [InlineData("closesOn", "0206-11-20")]
    [InlineData("closesOn", "9999-12-31")]
    [InlineData("validFrom", "0001-01-01")]
    [InlineData("validFrom", "2062-01-01")]
    public async Task A_mistyped_year_is_refused(string member, string date)
    {
        var answer = await Central.Put("/catalog/facilities/HGIMB700050", $$"""{"name":"X","kind":"healthUnit","{{member}}":"{{date}}"}""");
        Assert.Equal((422, "facility.date", member), (answer.Status, answer.Code, answer.Json.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Of_ten_thousand_rows_with_one_impossible_date_all_others_are_taken()
    {
        var rows = Enumerable.Range(0, 10_000)
            .Select(i => $"JCIMB{i:000000},UNIDAD {i},EN OPERACION,{(i == 7_000 ? "01/01/0206" : "01/01/1990")}");
        using var patient = new HttpClient { BaseAddress = catalog.Host.Http.BaseAddress, Timeout = TimeSpan.FromMinutes(9) };
        var report = (await new TestCaller(patient, catalog.Host.Token(Roles.Central)).PostText("/catalog/facilities/import",
            "CLUES,NOMBRE DE LA UNIDAD,ESTATUS DE OPERACION,FECHA DE INICIO DE OPERACION\n" + string.Join('\n', rows), "text/csv"))
                .Read<ImportReport>();
        Assert.Equal((10_000, 9_999, 0, 0), (report.Received, report.Created, report.Updated, report.Unchanged));
        Assert.Equal([(7_002, "facility.date")], report.Rejected.Select(x => (x.Row, x.Code)));
    }

    private static object Body(string[] predecessors, DateOnly? closesOn = null) =>
        new { name = "Unidad", kind = "healthUnit", predecessors, closesOn };

    private async Task<Answer> Put(string code, string[]? predecessors = null, DateOnly? closesOn = null, string? ifMatch = null)
    {
        var answer = await Central.Put("/catalog/facilities/" + code, Body(predecessors ?? [], closesOn), ifMatch: ifMatch);
        Assert.True(answer.Status is 200 or 201, answer.Text);
        return answer;
    }

    private async Task<List<FacilityPublished>> Published(string code) =>
        [.. (await catalog.Host.Outgoing<CatalogDb, FacilityPublished>()).Where(x => x.Code == code).OrderBy(x => x.Version)];
}
