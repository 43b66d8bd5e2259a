using Supply.Catalog.Features.Items;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Items;

public sealed class ListItemsTests(CatalogHost catalog) : IClassFixture<CatalogHost>, IAsyncLifetime
{
    private TestCaller Anyone => catalog.Host.As(Roles.Pharmacy, facility: "HGIMB000011");

    public async ValueTask InitializeAsync() => await catalog.Host.As(Roles.Central).PostText("/catalog/items/import", """
        clave,descripcion
        010.000.0104.00,PARACETAMOL. TABLETA. Envase con 10
        010.000.0106.00,PARACETAMOL. SOLUCIÓN ORAL
        060.345.3798,JERINGA 100% estéril
        """, "text/csv");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string[]> Found(string query) =>
        [.. (await Anyone.Get("/catalog/items?" + query)).Read<Page<ItemView>>().Items.Select(x => x.Clave)];

    [Theory]
    [InlineData("q=paracetamol", new[] { "010.000.0104.00", "010.000.0106.00" })]
    [InlineData("q=solucion%20PARACETAMOL", new[] { "010.000.0106.00" })]
    [InlineData("q=060.345", new[] { "060.345.3798" })]
    [InlineData("q=100%25", new[] { "060.345.3798" })]
    [InlineData("q=_", new string[0])]
    [InlineData("q=est%C3%A9ril", new[] { "060.345.3798" })]
    public async Task Finds_words_whatever_their_case_and_accents(string query, string[] claves) =>
        Assert.Equal(claves, await Found(query));

    [Fact]
    public async Task Pages_by_clave()
    {
        var first = (await Anyone.Get("/catalog/items?limit=2")).Read<Page<ItemView>>();
        Assert.Equal(("010.000.0106.00", 2), (first.Next, first.Items.Count));
        Assert.Equal(["060.345.3798"], await Found("limit=2&after=" + first.Next));
    }

    [Theory]
    [InlineData("limit=0", "request.limit")]
    [InlineData("limit=1001", "request.limit")]
    [InlineData("clase=medicine", "request.unknown-parameter")]
    [InlineData("q=a%20b%20c%20d%20e%20f%20g%20h%20i", "request.search-too-long")]
    public async Task Refuses_a_query_that_it_does_not_know(string query, string code)
    {
        var answer = await Anyone.Get("/catalog/items?" + query);
        Assert.Equal((422, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task One_item_has_its_version_as_etag()
    {
        var answer = await Anyone.Get("/catalog/items/010.000.0104.00");
        Assert.Equal((200, "\"1\"", "medicine"), (answer.Status, answer.ETag, answer.Json.GetProperty("productClass").GetString()));
    }

    [Theory]
    [InlineData("010.000.9999.00", 404, "catalog.no-such-item")]
    [InlineData("paracetamol", 422, "clave.malformed")]
    [InlineData("000.000.0000.00", 422, "clave.placeholder")]
    public async Task There_is_no_item_of_another_clave(string clave, int status, string code)
    {
        var answer = await Anyone.Get("/catalog/items/" + clave);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }
}
