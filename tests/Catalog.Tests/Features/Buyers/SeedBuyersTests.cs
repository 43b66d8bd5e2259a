using Supply.Catalog.Domain;
using Supply.Catalog.Features.Buyers;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Buyers;

public sealed class SeedBuyersTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private TestCaller Anyone => catalog.Host.As(Roles.Auditor);

    [Fact]
    public async Task The_buyers_of_the_annex_are_there_from_the_start_and_published_once()
    {
        await catalog.Host.Db<CatalogDb, bool>(async db => { await SeedBuyers.Run(db, default); return true; }); // as every start does

        var published = await catalog.Host.Outgoing<CatalogDb, BuyerPublished>();
        Assert.Equal(AnnexBuyers.All.Select(x => (x.Code, x.Alias)).Order(), published.Where(x => x.Version == 1)
            .Select(x => (x.Code, x.Aliases![0])).Order());
    }

    [Fact]
    public async Task What_a_person_changed_stays()
    {
        await catalog.Host.As(Roles.Central)
            .Put("/catalog/buyers/EF-16", new { name = "Michoacán", kind = "state", state = "16" }, ifMatch: "\"1\"");
        await catalog.Host.Db<CatalogDb, bool>(async db => { await SeedBuyers.Run(db, default); return true; });
        Assert.Equal("Michoacán", (await Anyone.Get("/catalog/buyers/ef-16")).Read<BuyerView>().Name);
    }

    [Fact]
    public async Task They_are_listed_by_code()
    {
        Assert.Equal(38, (await Anyone.Get("/catalog/buyers")).Read<Page<BuyerView>>().Items.Count);
        var page = (await Anyone.Get("/catalog/buyers?limit=1&after=EF-13")).Read<Page<BuyerView>>();
        Assert.Equal(("EF-15", "EF-15"), (page.Next, Assert.Single(page.Items).Code));
        var oaxaca = (await Anyone.Get("/catalog/buyers?state=20")).Read<Page<BuyerView>>().Items;
        Assert.Equal(["EF-20", "H-HRAEO", "H-NINEZ-OAXAQUENA"], oaxaca.Select(x => x.Code));
    }

    [Theory]
    [InlineData("/catalog/buyers/NADIE", 404, "catalog.no-such-buyer")]
    [InlineData("/catalog/buyers?state=99", 422, "state.unknown")]
    [InlineData("/catalog/buyers?limit=0", 422, "request.limit")]
    [InlineData("/catalog/buyers?q=x", 422, "request.unknown-parameter")]
    public async Task Refuses_what_it_does_not_know(string path, int status, string code)
    {
        var answer = await Anyone.Get(path);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }
}
