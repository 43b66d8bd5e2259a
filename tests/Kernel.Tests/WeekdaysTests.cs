using FsCheck;
using FsCheck.Fluent;

namespace Supply.Kernel.Tests;

public sealed class WeekdaysTests
{
    private static readonly Weekdays mondayToFriday = Weekdays.Of([5, 4, 3, 2, 1, 1])!.Value;

    [Fact]
    public void Are_written_in_order_and_read_again()
    {
        Assert.Equal("12345", mondayToFriday.Text);
        Assert.Equal(mondayToFriday, Weekdays.Stored("12345"));
        Assert.Null(Weekdays.Stored(null));
    }

    [Theory]
    [InlineData()]
    [InlineData(0)]
    [InlineData(1, 8)]
    [InlineData(-1)]
    [InlineData(33)]
    public void Of_a_number_that_is_no_day_or_of_none_there_are_none(params int[] numbers) => Assert.Null(Weekdays.Of(numbers));

    [Fact]
    public void Sunday_is_the_seventh()
    {
        var sunday = Weekdays.Of([7])!.Value;
        Assert.True(sunday.Has(new(2026, 11, 1)));
        Assert.False(sunday.Has(new(2026, 11, 2)));
        Assert.True(mondayToFriday.Has(new(2026, 11, 2)));
    }

    [Fact]
    public void Dates_are_counted_as_one_by_one() => Prop.ForAll(
        Gen.Choose(1, 127).ToArbitrary(), Gen.Choose(0, 40).ToArbitrary(), Gen.Choose(-3, 800).ToArbitrary(), (days, start, length) =>
        {
            var weekdays = Weekdays.Of(Enumerable.Range(1, 7).Where(x => (days & 1 << (x - 1)) != 0))!.Value;
            var first = new DateOnly(2026, 1, 1).AddDays(start);
            return weekdays.Count(first, first.AddDays(length - 1))
                == Enumerable.Range(0, Math.Max(0, length)).Count(x => weekdays.Has(first.AddDays(x)));
        }).QuickCheckThrowOnFailure();
}
