using Supply.Catalog.Features.Facilities;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features;

/// <summary>Every row of the official lists is accounted for.</summary>
public sealed class RealDataTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private TestCaller Central => catalog.Host.As(Roles.Central);

    private async Task<ImportReport> Import(string route, string name)
    {
        var file = RealData.Path(name);
        Assert.SkipWhen(file is null, RealData.Absent);
        var answer = await Central.Send(HttpMethod.Post, route, await File.ReadAllBytesAsync(file!), "text/csv");
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<ImportReport>();
    }

    private static void Is(ImportReport report, int received, int created, int updated, int unchanged, int rejected) => Assert.Equal(
        (received, created, updated, unchanged, rejected),
            (report.Received, report.Created, report.Updated, report.Unchanged, report.Rejected.Count));

    [Fact]
    public async Task All_claves_are_taken_and_ven_marks_those_that_the_compendium_holds()
    {
        Is(await Import("/catalog/items/import", "claves/claves.csv"), 4798, 4798, 0, 0, 0);
        var ven = await Import("/catalog/items/import", "claves/ven.csv");
        Is(ven, 2362, 0, 1761, 0, 601);
        Assert.Equal([("clave.placeholder", 1), ("item.no-description", 600)], ven.Rejected.GroupBy(x => x.Code)
            .Select(x => (x.Key, x.Count())).Order());

        var published = await catalog.Host.Outgoing<CatalogDb, ItemPublished>();
        Is(await Import("/catalog/items/import", "claves/claves.csv"), 4798, 0, 0, 4798, 0);
        Is(await Import("/catalog/items/import", "claves/ven.csv"), 2362, 0, 0, 1761, 601);
        Assert.Equal(4798 + 1761, published.Count);
        Assert.Equal(published.Count, (await catalog.Host.Outgoing<CatalogDb, ItemPublished>()).Count);
        Assert.Equal(113, published.Where(x => x.Version == 1).Count(x => x.Controlled));
    }

    [Fact]
    public async Task All_units_of_hidalgo_and_baja_california_are_taken()
    {
        Is(await Import("/catalog/facilities/import", "clues/clues_hidalgo_2025-01.csv"), 512, 512, 0, 0, 0);
        Is(await Import("/catalog/facilities/import", "clues/units_baja_california.csv"), 173, 173, 0, 0, 0);
        Is(await Import("/catalog/facilities/import", "clues/clues_hidalgo_2025-01.csv"), 512, 0, 0, 512, 0);
        Is(await Import("/catalog/facilities/import", "clues/units_baja_california.csv"), 173, 0, 0, 173, 0);

        var published = await catalog.Host.Outgoing<CatalogDb, FacilityPublished>();
        Assert.Equal(685, published.Count);
        Assert.All(published, x => Assert.Equal((1, x.State == "13" ? "EF-13" : "EF-02"), (x.Version, x.Buyer)));
        Assert.All(published, x => Assert.Null(x.ClosesOn));
        Assert.Equal(36, published.Count(x => x.State == "13" && x.OpensOn is null));
        Assert.Equal(510 + 172, published.Sum(x => x.Predecessors!.Count));
        Assert.Equal([("02", "healthUnit", 112), ("02", "hospital", 10), ("02", "mobileUnit", 51), ("13", "healthUnit", 492),
            ("13", "mobileUnit", 20)],
            published.GroupBy(x => (x.State, x.Kind)).Select(x => (x.Key.State, x.Key.Kind, x.Count())).Order());
        // in operation, with a date of baja
        Assert.Equal("HGIMB002292", (await Central.Get("/catalog/facilities/HGIMB002292")).Read<FacilityView>().Code);
    }
}
