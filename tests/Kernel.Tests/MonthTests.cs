using FsCheck;
using FsCheck.Fluent;

namespace Supply.Kernel.Tests;

public sealed class MonthTests
{
    [Theory]
    [InlineData("2026-10", 31)]
    [InlineData("2026-02", 28)]
    [InlineData("2028-02", 29)]
    [InlineData("1900-02", 28)]
    public void A_month_knows_its_days(string text, int days)
    {
        var month = Month.Parse(text).Value;
        Assert.Equal((text, days, 1, days), (month.ToString(), month.Days, month.First.Day, month.Last.Day));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("2026-10-15")]
    [InlineData("1899-12")]
    [InlineData("2201-01")]
    [InlineData("octubre")]
    public void No_other_text_is_a_month(string? text) => Assert.Equal("month.malformed", Month.Parse(text).Refusal!.Code);

    [Theory]
    [InlineData("0206-10")]
    [InlineData("2206-10")]
    public void A_mistyped_year_is_what_is_said_to_be_wrong(string text) =>
        Assert.Contains("1900 a 2200", Month.Parse(text).Refusal!.Detail, StringComparison.Ordinal);

    [Fact]
    public void Adding_and_counting_are_inverse_and_keep_the_order() =>
        Prop.ForAll(Gen.Choose(1950, 2150).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(-500, 500).ToArbitrary(),
        (year, number, months) =>
    {
        var month = new Month(year, number);
        var other = month.Add(months);
        return other.Since(month) == months && other.Add(-months) == month && (other > month) == months > 0
            && (other <= month) == months <= 0
            && Month.Of(month.Last) == month && month.Last.AddDays(1) == month.Add(1).First && Month.Parse(month.ToString()).Value == month;
    }).QuickCheckThrowOnFailure();
}
