using Supply.Catalog.Features.Lists;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Lists;

/// <summary>The funding sources and locations that the catalogue owns.</summary>
public sealed class ListsTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private TestCaller Central => catalog.Host.As(Roles.Central);

    [Fact]
    public async Task Both_lists_are_there_from_the_start_and_everybody_may_read_them()
    {
        var anybody = catalog.Host.As(Roles.Pharmacy, facility: "HGIMB000011");
        var sources = (await anybody.Get("/catalog/funding-sources")).Read<Page<FundingSourceView>>().Items;
        Assert.Equal(["SADMI", "SAEAC"], sources.Where(x => x.RingFenced).Select(x => x.Code));
        Assert.Contains("main", (await anybody.Get("/catalog/locations")).Read<Page<LocationView>>().Items.Select(x => x.Code));
        Assert.Equal(403, (await anybody.Put("/catalog/locations/x", new { name = "X" })).Status);
        Assert.Equal(1, (await catalog.Host.Outgoing<CatalogDb, FundingSourcePublished>())
            .Count(x => x is { Code: "SAEAC", Version: 1, RingFenced: true }));
        Assert.Equal(1, (await catalog.Host.Outgoing<CatalogDb, LocationPublished>()).Count(x => x is { Code: "main", Version: 1 }));
    }

    [Theory]
    [InlineData("funding-sources", "Ramo 12", "ramo%20%2012", "RAMO 12")]
    [InlineData("locations", "Sala de  Espera", "SALA%C2%A0DE%20ESPERA", "sala de espera")]
    public async Task An_entry_is_created_once_and_replaced_by_its_version(string list, string code, string again, string stored)
    {
        var first = await Central.Put(
            $"/catalog/{list}/{Uri.EscapeDataString(code)}", new { name = "Uno", aliases = (string[])["Nº 1 " + code] });
        Assert.Equal((201, stored), (first.Status, first.Json.GetProperty("code").GetString()));
        Assert.Equal(200, (await Central.Put(
            $"/catalog/{list}/{again}", new { name = "Uno", aliases = (string[])["Nº 1 " + code] })).Status);
        Assert.Equal(428, (await Central.Put($"/catalog/{list}/{again}", new { name = "Dos" })).Status);
        var second = await Central.Put($"/catalog/{list}/{again}", new { name = "Dos", active = false }, ifMatch: first.ETag);
        Assert.Equal((200, 2), (second.Status, second.Json.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Another_spelling_of_a_code_is_the_same_entry()
    {
        var answer = await Central.Put("/catalog/funding-sources/S.A.E.A.C.", new { name = "FONSABI" });
        Assert.Equal((428, "request.version-required"), (answer.Status, answer.Code));
        Assert.Equal("catalog.name-taken",
            (await Central.Put("/catalog/funding-sources/OTRA", new { name = "Otra", aliases = (string[])["fonsabi s.a.e.a.c."] })).Code);
        Assert.Equal("catalog.name-taken", (await Central.Put("/catalog/locations/bodega", new { name = "ALMACEN" })).Code);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("MAIN")]
    public async Task The_main_location_stays_in_use(string spelling)
    {
        var refused = await Central.Put($"/catalog/locations/{spelling}", new { name = "Farmacia o almacén de la unidad", active = false },
            ifMatch: "\"1\"");
        Assert.Equal((422, "location.main"), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("x", """{"name":" "}""", "catalog.name")]
    [InlineData("x", """{"name":"X","aliases":["..."]}""", "catalog.aliases")]
    [InlineData("...", """{"name":"X"}""", "catalog.code")]
    [InlineData("x", """{"name":"X","colour":1}""", "request.unknown-member")]
    public async Task Refuses_what_means_nothing(string code, string body, string refusal)
    {
        Assert.Equal(refusal, (await Central.Put("/catalog/funding-sources/" + code, body)).Code);
        if (code == "x")
            Assert.Equal(refusal, (await Central.Put("/catalog/locations/" + code, body)).Code);
    }
}
