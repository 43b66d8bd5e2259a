using FsCheck;
using FsCheck.Fluent;
using Supply.DemandPlanning.Domain;

namespace Supply.DemandPlanning.Tests.Domain;

public sealed class DemandTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 2)]
    [InlineData(312, 125)] // the annex's first rows
    [InlineData(192, 77)]
    [InlineData(72, 29)]
    [InlineData(int.MaxValue, 858_993_459)]
    public void The_minimum_is_forty_percent_upwards(long max, long min) => Assert.Equal(min, Demand.Minimum(max));

    [Fact]
    public void The_minimum_is_the_least_number_of_pieces_that_makes_forty_percent() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), max =>
            Demand.Minimum(max) is var min && 10m * min >= 4m * max && (min == 0 || 10m * (min - 1) < 4m * max)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_monthly_consumption_that_gives_no_whole_pieces_is_rounded_up_and_says_so()
    {
        Assert.Equal((312m, false), Demand.Consolidated(13m, 24));
        Assert.Equal((25m, true), Demand.Consolidated(1.0001m, 24));
        Assert.Equal((12m, false), Demand.Consolidated(0.5m, 24));
    }

    [Fact]
    public void A_month_of_the_maximum_is_rounded_once_away_from_zero()
    {
        Assert.Equal(13m, Demand.Monthly(312, 24));
        Assert.Equal(4.1667m, Demand.Monthly(100, 24));
        Assert.Equal(0.0313m, Demand.Monthly(1, 32)); // 0.03125
    }

    [Theory]
    [InlineData(125, 100, false)]
    [InlineData(126, 100, true)]
    [InlineData(75, 100, false)]
    [InlineData(74, 100, true)]
    [InlineData(1, 0, true)]
    [InlineData(0, 0, false)]
    public void A_request_deviates_beyond_the_share(long requested, long cpmBased, bool deviates) =>
        Assert.Equal(deviates, Demand.Deviates(requested, cpmBased, 0.25m));

    [Fact]
    public void What_needs_no_justification_is_what_does_not_deviate() => Prop.ForAll(
        Gen.Choose(0, 1000).SelectMany(_ => Gen.Choose(0, 300), (requested, cpmBased) => (requested, cpmBased)).ToArbitrary(),
        Gen.Choose(0, 150).ToArbitrary(), (x, percent) =>
        {
            var (least, most) = Demand.WithoutJustification(x.cpmBased, percent / 100m);
            return Demand.Deviates(x.requested, x.cpmBased, percent / 100m) == (x.requested < least || x.requested > most);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Net_demand_is_never_negative()
    {
        Assert.Equal(2400, Demand.CpmBased(100, 24, 0));
        Assert.Equal(1900, Demand.CpmBased(100, 24, 500));
        Assert.Equal(0, Demand.CpmBased(1, 24, 500));
    }
}
