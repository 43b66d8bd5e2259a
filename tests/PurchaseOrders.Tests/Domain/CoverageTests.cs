using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Tests.Domain;

public sealed class CoverageTests
{
    [Theory]
    [InlineData(300, 100, 3, false)]
    [InlineData(301, 100, 3, true)]
    [InlineData(1, 0, 3, true)]
    [InlineData(int.MaxValue, null, 3, false)]
    public void A_line_is_over_when_it_asks_for_more_months_than_allowed(int quantity, int? monthly, int months, bool over) =>
        Assert.Equal(over, Coverage.IsExceeded(quantity, monthly, months));

    [Theory]
    [InlineData("2024-12-31", 10)] // before every period the first serves
    [InlineData("2025-01-01", 10)]
    [InlineData("2026-12-31", 10)]
    [InlineData("2027-01-01", 20)]
    [InlineData("2031-01-01", 20)]
    public void The_demand_whose_period_began_last_applies(string on, int monthly) =>
        Assert.Equal(monthly, Coverage.Applicable([(new DateOnly(2027, 1, 1), 20m), (new DateOnly(2025, 1, 1), 10m)],
            DateOnly.Parse(on, null)));

    [Theory]
    [InlineData("2026-06-01")]
    [InlineData("2027-06-01")]
    public void Of_periods_that_begin_on_the_same_day_the_last_one_given_applies(string on) =>
        Assert.Equal(30, Coverage.Applicable([(new DateOnly(2027, 1, 1), 20m), (new DateOnly(2027, 1, 1), 30m)], DateOnly.Parse(on, null)));

    [Fact]
    public void Nothing_approved_is_nothing() => Assert.Null(Coverage.Applicable([], new DateOnly(2026, 1, 1)));
}
