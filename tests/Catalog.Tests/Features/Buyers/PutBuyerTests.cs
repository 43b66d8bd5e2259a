using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Buyers;

public sealed class PutBuyerTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private static readonly object hidalgo =
        new { name = "Hidalgo", kind = "state", state = "13", aliases = (string[])["IMSS BIENESTAR EF_ADHERIDA_HIDALGO"] };

    private TestCaller Central => catalog.Host.As(Roles.Central);

    [Fact]
    public async Task Publishes_a_new_buyer_once_however_often_it_is_put()
    {
        var first = await Central.Put("/catalog/buyers/once", hidalgo);
        var again = await Central.Put("/catalog/buyers/once", hidalgo);

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Text, again.Text);
        var published = await catalog.Host.Outgoing<CatalogDb, BuyerPublished>();
        Assert.Equal(1, Assert.Single(published, x => x.Code == "ONCE").Version);
    }

    [Fact]
    public async Task Replaces_only_the_version_that_the_caller_has_seen()
    {
        var changed = new { name = "Estado de Hidalgo", kind = "state", state = "13" };
        var first = await Central.Put("/catalog/buyers/replaced", hidalgo);

        Assert.Equal(428, (await Central.Put("/catalog/buyers/replaced", changed)).Status);
        Assert.Equal(412, (await Central.Put("/catalog/buyers/replaced", changed, ifMatch: "\"7\"")).Status);
        var replaced = await Central.Put("/catalog/buyers/replaced", changed, ifMatch: first.ETag);
        Assert.Equal((200, "\"2\""), (replaced.Status, replaced.ETag));
    }

    [Theory]
    [InlineData("""{"name":"X","kind":"country","state":"13"}""", 422, "buyer.kind")]
    [InlineData("""{"name":"X","kind":"state","state":"33"}""", 422, "state.unknown")]
    [InlineData("""{"name":"X","kind":"state","state":"13","colour":"red"}""", 422, "request.unknown-member")]
    [InlineData("""{"name":7,"kind":"state","state":"13"}""", 422, "request.wrong-type")]
    [InlineData("""{"name":" ","kind":"state","state":"13"}""", 422, "buyer.name")]
    [InlineData("""{"kind":"state","state":"13"}""", 422, "buyer.name")]
    [InlineData("""{"name":"X","kind":"state"}""", 422, "state.unknown")]
    [InlineData("""{"name":"X","kind":"state","state":"13","aliases":[null]}""", 422, "buyer.aliases")]
    [InlineData("""{"name":"X",""", 400, "request.malformed")]
    public async Task Refuses_what_means_nothing(string body, int status, string code)
    {
        var answer = await Central.Put("/catalog/buyers/refused", body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_code_has_at_most_40_characters_and_a_buyer_50_more_names()
    {
        Assert.Equal("buyer.code", (await Central.Put("/catalog/buyers/" + new string('x', 41), hidalgo)).Code);
        Assert.Equal("buyer.aliases",
            (await Central.Put("/catalog/buyers/many",
            new { name = "X", kind = "state", state = "13", aliases = Enumerable.Range(0, 51).Select(x => $"a{x}") })).Code);
    }

    [Fact]
    public async Task Is_central_supplys_to_do()
    {
        Assert.Equal(401, (await catalog.Host.WithoutToken().Put("/catalog/buyers/x", hidalgo)).Status);
        var pharmacist = await catalog.Host.As(Roles.Pharmacy, facility: "HGIMB000011").Put("/catalog/buyers/x", hidalgo);
        Assert.Equal((403, "access.role"), (pharmacist.Status, pharmacist.Code));
    }
}
