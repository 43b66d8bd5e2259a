using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class AnnexBuyersTests
{
    [Fact]
    public void Twenty_three_entities_and_fifteen_hospitals_buy()
    {
        Assert.Equal(23, AnnexBuyers.All.Count(x => x.Kind == "state"));
        Assert.Equal(15, AnnexBuyers.All.Count(x => x.Kind == "hospital"));
        Assert.Equal(38, AnnexBuyers.All.Select(x => x.Code).Distinct().Count());
        Assert.All(AnnexBuyers.All, x => Assert.Matches("^[A-Z0-9-]{5,40}$", x.Code));
    }

    [Fact]
    public void The_aliases_are_the_annexs_own_texts()
    {
        var annex = RealData.Path("demand/imss_bienestar_2027_2028.csv");
        Assert.SkipWhen(annex is null, RealData.Absent);
        var names = File.ReadLines(annex!).Skip(1).Select(x => x.Split(',')[1]).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(names, AnnexBuyers.All.Select(x => x.Alias).Order(StringComparer.Ordinal));
    }
}
