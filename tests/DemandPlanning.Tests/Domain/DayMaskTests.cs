using FsCheck;
using FsCheck.Fluent;
using Supply.DemandPlanning.Domain;

namespace Supply.DemandPlanning.Tests.Domain;

public sealed class DayMaskTests
{
    [Fact]
    public void Holds_a_month_of_31_days()
    {
        Assert.Equal(31, DayMask.Count(DayMask.All(new Month(2026, 10))));
        Assert.Equal(28, DayMask.Count(DayMask.All(new Month(2026, 2))));
        Assert.Equal(1, DayMask.Count(DayMask.Of([31])));
    }

    [Fact]
    public void A_day_on_which_something_was_dispensed_is_no_stock_out_day()
    {
        var october = DayMask.All(new Month(2026, 10));
        Assert.Equal(1, DayMask.StockOutDays(october, DayMask.Of([3, 4]), DayMask.Of([4])));
    }

    [Fact]
    public void Never_more_stock_out_days_than_open_days()
    {
        var masks = Gen.Choose(0, int.MaxValue).ToArbitrary();
        Prop.ForAll(masks, masks, masks, (open, empty, dispensed) =>
            DayMask.StockOutDays(open, empty, dispensed) is >= 0 and var days && days <= DayMask.Count(open)).QuickCheckThrowOnFailure();
    }
}
