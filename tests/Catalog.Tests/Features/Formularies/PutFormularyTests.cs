using Supply.Catalog.Features.Formularies;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Formularies;

public sealed class PutFormularyTests(CatalogHost catalog) : IClassFixture<CatalogHost>, IAsyncLifetime
{
    private static readonly string[] two = ["060.345.3798", "010.000.0104.00"];

    private TestCaller Central => catalog.Host.As(Roles.Central);

    public async ValueTask InitializeAsync() => await Central.PostText("/catalog/items/import",
        "clave,descripcion,activo\n010.000.0104.00,PARACETAMOL,\n060.345.3798,JERINGA,\n010.000.0001.00,YA NO,no\n", "text/csv");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Publishes_a_formulary_once_under_the_facilities_spelling_of_the_unit_type()
    {
        var first = await Central.Put("/catalog/formularies/rural de 01 núcleo  básico", new { claves = two });
        var again = await Central.Put("/catalog/formularies/RURAL DE 01 NÚCLEO BÁSICO", new { claves = two.Reverse().Append(two[0]) });

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Text, again.Text);
        var published = Assert.Single(
            await catalog.Host.Outgoing<CatalogDb, FormularyPublished>(), x => x.UnitType == "RURAL DE 01 NÚCLEO BÁSICO");
        Assert.Equal(["010.000.0104.00", "060.345.3798"], published.Claves);
        Assert.Equal(1, published.Version);
    }

    [Fact]
    public async Task A_replacement_names_its_version()
    {
        var first = await Central.Put("/catalog/formularies/UNEMES", new { claves = two });
        var less = new { claves = (string[])[two[0]] };
        Assert.Equal(428, (await Central.Put("/catalog/formularies/UNEMES", less)).Status);
        Assert.Equal(412, (await Central.Put("/catalog/formularies/UNEMES", less, ifMatch: "\"2\"")).Status);
        Assert.Equal("\"2\"", (await Central.Put("/catalog/formularies/UNEMES", less, ifMatch: first.ETag)).ETag);
        var read = await catalog.Host.As(Roles.State, "13").Get("/catalog/formularies/unemes");
        Assert.Equal(("\"2\"", "060.345.3798"), (read.ETag, Assert.Single(read.Read<FormularyView>().Claves)));
    }

    [Fact]
    public async Task Are_listed_by_unit_type_a_page_at_a_time()
    {
        foreach (var type in (string[])["LISTA B", "LISTA A"])
            Assert.Equal(201, (await Central.Put($"/catalog/formularies/{type}", new { claves = two })).Status);
        var all = await catalog.Host.As(Roles.State, "13").Get("/catalog/formularies?limit=1000");
        var rows = all.Read<Page<ListFormularies.Item>>().Items;
        Assert.Equal(["LISTA A", "LISTA B"], rows.Select(x => x.UnitType).Where(x => x.StartsWith("LISTA", StringComparison.Ordinal)));
        Assert.Equal(1, rows.Single(x => x.UnitType == "LISTA A").Version);
        var after = (await Central.Get("/catalog/formularies?after=LISTA A&limit=1")).Read<Page<ListFormularies.Item>>();
        Assert.Equal("LISTA B", Assert.Single(after.Items).UnitType);
    }

    [Fact]
    public async Task A_slash_within_a_unit_type_comes_escaped()
    {
        Assert.Equal(201, (await Central.Put("/catalog/formularies/UMM%20FEDERAL%2FESTATAL", new { claves = two })).Status);
        Assert.Equal("UMM FEDERAL/ESTATAL", (await Central.Get("/catalog/formularies/umm%20federal%2Festatal"))
            .Read<FormularyView>().UnitType);
    }

    [Theory]
    [InlineData("""{}""", 422, "formulary.claves", "claves")]
    [InlineData("""{"claves":[]}""", 422, "formulary.claves", "claves")]
    [InlineData("""{"claves":["010.000.0104.00",null]}""", 422, "clave.malformed", "claves[1]")]
    [InlineData("""{"claves":["000.000.0000.00"]}""", 422, "clave.placeholder", "claves[0]")]
    [InlineData("""{"claves":["010.000.0104.00","010.000.9998.00","010.000.9999.00"]}""", 422, "catalog.unknown-clave", "claves[1]")]
    [InlineData("""{"claves":["010.000.0001.00"]}""", 422, "catalog.inactive-clave", "claves[0]")]
    [InlineData("""{"claves":"010.000.0104.00"}""", 422, "request.wrong-type", "claves")]
    [InlineData("""{"claves":[""", 400, "request.malformed", null)]
    public async Task Refuses_claves_that_nobody_may_ask_for_and_leaves_nothing(string body, int status, string code, string? field)
    {
        var answer = await Central.Put("/catalog/formularies/REFUSED", body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(field, answer.Json.TryGetProperty("field", out var named) ? named.GetString() : null);
        var missing = await Central.Get("/catalog/formularies/REFUSED");
        Assert.Equal((404, "catalog.no-such-formulary"), (missing.Status, missing.Code));
    }

    [Fact]
    public async Task A_unit_type_has_a_name()
    {
        var answer = await Central.Put("/catalog/formularies/%20", new { claves = two });
        Assert.Equal((422, "formulary.unit-type"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Is_central_supplys_to_do()
    {
        Assert.Equal(401, (await catalog.Host.WithoutToken().Put("/catalog/formularies/X", new { claves = two })).Status);
        Assert.Equal(403, (await catalog.Host.As(Roles.State, "13").Put("/catalog/formularies/X", new { claves = two })).Status);
    }
}
