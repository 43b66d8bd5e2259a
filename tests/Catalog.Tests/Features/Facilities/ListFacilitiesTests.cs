using Supply.Catalog.Features.Facilities;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Facilities;

public sealed class ListFacilitiesTests(CatalogHost catalog) : IClassFixture<CatalogHost>, IAsyncLifetime
{
    private TestCaller Anyone => catalog.Host.As(Roles.Dashboard);

    public async ValueTask InitializeAsync() => await catalog.Host.As(Roles.Central).PostText("/catalog/facilities/import", """
        clues,clues_ssh,nombre,municipio,tipoUnidad,nivelAtencion
        HGIMB000011,HGSSA000016,ACATLÁN,ACATLAN,CENTRO DE SALUD,PRIMER NIVEL
        HGIMB000012,HGSSA000017,HOSPITAL GENERAL,Tulancingo de Bravo,HOSPITALES,SEGUNDO NIVEL
        BCIMB000133,BCSSA000143,BAHÍA DE LOS ÁNGELES,SAN QUINTIN,CENTRO DE SALUD,PRIMER NIVEL
        """, "text/csv");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string[]> Found(string query) =>
        [.. (await Anyone.Get("/catalog/facilities?" + query)).Read<Page<FacilityView>>().Items.Select(x => x.Code)];

    [Theory]
    [InlineData("", new[] { "BCIMB000133", "HGIMB000011", "HGIMB000012" })]
    [InlineData("state=13", new[] { "HGIMB000011", "HGIMB000012" })]
    [InlineData("state=2", new[] { "BCIMB000133" })]
    [InlineData("kind=hospital", new[] { "HGIMB000012" })]
    [InlineData("buyer=ef-02", new[] { "BCIMB000133" })]
    [InlineData("q=bahia%20angeles", new[] { "BCIMB000133" })]
    [InlineData("q=tulancingo", new[] { "HGIMB000012" })]
    [InlineData("q=hgssa000016", new[] { "HGIMB000011" })]
    [InlineData("state=13&kind=healthUnit&q=ACATL%C3%81N", new[] { "HGIMB000011" })]
    [InlineData("q=nada", new string[0])]
    public async Task Filters_and_searches(string query, string[] codes) => Assert.Equal(codes, await Found(query));

    [Fact]
    public async Task Pages_by_code_and_shows_the_latest_version_once()
    {
        await catalog.Host.As(Roles.Central)
            .PostText("/catalog/facilities/import", "clues,municipio\nHGIMB000012,TULANCINGO\n", "text/csv");
        var first = (await Anyone.Get("/catalog/facilities?limit=2")).Read<Page<FacilityView>>();
        Assert.Equal(("HGIMB000011", 2), (first.Next, first.Items.Count));
        Assert.Equal(["HGIMB000012"], await Found("limit=2&after=HGIMB000011"));
    }

    [Theory]
    [InlineData("state=Hidalgo", "state.unknown")]
    [InlineData("kind=clinic", "facility.kind")]
    [InlineData("limit=-1", "request.limit")]
    [InlineData("municipality=ACATLAN", "request.unknown-parameter")]
    public async Task Refuses_a_query_that_it_does_not_know(string query, string code)
    {
        var answer = await Anyone.Get("/catalog/facilities?" + query);
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }
}
