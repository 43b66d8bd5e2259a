using FsCheck;
using FsCheck.Fluent;
using Supply.DemandPlanning.Domain;

namespace Supply.DemandPlanning.Tests.Domain;

public sealed class CpmTests
{
    private static readonly Month first = new(2026, 4); // 30 days, then 31, then 30

    /// <summary>Months as "D,s,q", each with "!" when the facility did not report.</summary>
    private static CpmResult Compute(int window, params string[] months) => Cpm.Compute(window, months.Select((text, i) =>
    {
        var parts = text.TrimEnd('!').Split(',').Select(int.Parse).ToArray();
        return new MonthFacts(first.Add(i), parts[0], parts[1], parts[2], parts[2], !text.EndsWith('!'));
    }));

    [Theory]
    [InlineData("30,0,100 31,0,100 30,0,100", "100.0000")]
    [InlineData("30,0,100 31,10,100 30,0,100", "115.8730")]
    [InlineData("30,0,100 31,31,0 30,0,100", "100.0000")]
    [InlineData("30,0,100 31,0,0! 30,0,100", "100.0000")]
    [InlineData("30,30,0 31,31,0 30,28,2", null)]
    [InlineData("30,0,0 31,0,0 30,0,0", "0.0000")]
    public void Gives_the_values_of_the_table(string months, string? cpm)
    {
        var result = Cpm.Compute(3, Compute(3, months.Split(' ')).Months.Select(x => x.Facts with { Prescribed = 0 }));
        Assert.Equal(cpm is null ? null : decimal.Parse(cpm, System.Globalization.CultureInfo.InvariantCulture), result.Value);
        Assert.Equal(cpm is null ? Cpm.Insufficient : Cpm.Computed, result.Status);
    }

    [Fact]
    public void Says_why_a_month_does_not_count()
    {
        Assert.Equal([null, "stock-out", null], Compute(3, "30,0,100", "31,31,0", "30,0,100").Months.Select(x => x.Reason));
        Assert.Equal([null, "not-reported", null], Compute(3, "30,0,100", "31,0,0!", "30,0,100").Months.Select(x => x.Reason));
    }

    [Fact]
    public void Needs_a_quarter_of_the_window()
    {
        string[] excluded = [.. Enumerable.Repeat("30,30,0", 9)];
        Assert.Equal(Cpm.Insufficient, Compute(12, [.. Enumerable.Repeat("30,30,0", 11), "30,0,90"]).Status);
        Assert.Equal(Cpm.Insufficient, Compute(12, [.. excluded, "30,30,0", "30,0,90", "31,0,90"]).Status);
        Assert.Equal(90m, Compute(12, [.. excluded, "30,0,90", "30,0,90", "31,0,90"]).Value);
    }

    [Fact]
    public void Months_before_the_facility_opened_are_no_part_of_the_window_and_do_not_shorten_it()
    {
        var opened = Compute(12, [.. Enumerable.Repeat("0,0,0!", 9), "30,0,30", "31,0,30", "30,0,30"]);
        Assert.Equal((30m, 3), (opened.Value, opened.Months.Count));
        Assert.Equal(Cpm.Insufficient, Compute(12, [.. Enumerable.Repeat("0,0,0!", 10), "30,0,30", "31,0,30"]).Status);
    }

    [Fact]
    public void A_month_open_in_part_counts_when_half_of_its_open_days_had_stock()
    {
        Assert.True(Compute(3, "10,5,20", "31,0,0!", "30,0,0!").Months[0].Counted);
        Assert.Equal("stock-out", Compute(3, "10,6,20", "31,0,0!", "30,0,0!").Months[0].Reason);
        Assert.Equal(40m, Compute(3, "10,5,20", "31,0,0!", "30,0,0!").Value);
        // A whole month needs fifteen days, even where fourteen would be nearly half.
        Assert.Equal("stock-out", Compute(3, "30,16,20", "31,0,0!", "30,0,0!").Months[0].Reason);
        Assert.True(Compute(3, "30,15,20", "31,0,0!", "30,0,0!").Months[0].Counted);
    }

    [Fact]
    public void The_planning_quantity_is_the_next_whole_piece()
    {
        Assert.Equal(116, Compute(3, "30,0,100", "31,10,100", "30,0,100").PlanningQuantity);
        Assert.Equal(100, Compute(3, "30,0,100", "31,0,100", "30,0,100").PlanningQuantity);
        Assert.Equal(0, Compute(3, "30,0,0", "31,0,0", "30,0,0").PlanningQuantity);
    }

    [Fact]
    public void A_pair_without_a_counted_month_takes_what_was_asked_for_over_the_reported_months()
    {
        var result = Cpm.Compute(3,
        [
            new(first, 30, 30, 0, 50, true), new(first.Add(1), 31, 31, 0, 51, true), new(first.Add(2), 30, 0, 0, 0, false),
        ]);
        Assert.Equal((Cpm.FromDemand, null, 51L), (result.Status, result.Value, result.PlanningQuantity));
    }

    /// <summary>The same history in seven systems gave between 25 and 160.61, by their published formulas.</summary>
    [Fact]
    public void A_hundred_a_month_with_twenty_stock_out_days_is_a_little_over_a_hundred()
    {
        Assert.Equal(128.2005m, Compute(3, "30,7,100", "31,7,100", "30,6,100").Value);
        Assert.Equal(100m, Compute(3, "30,0,100", "31,20,100", "30,0,100").Value); // twenty in one month: that month says nothing
    }

    [Theory]
    [InlineData(30, 31, 28)]
    [InlineData(30, 31, 29)]
    [InlineData(30, 31, 30)]
    public void Nearly_no_stock_gives_no_number_instead_of_a_huge_or_negative_one(int a, int b, int c)
    {
        var result = Compute(3, $"30,{a},0", $"31,{b},0", $"30,{c},100");
        Assert.Null(result.Value);
        Assert.Equal(34, result.PlanningQuantity); // what was asked for, marked, never a multiple of it
    }

    [Fact]
    public void A_value_is_never_below_the_mean_of_its_months_nor_above_31_15ths_of_it()
    {
        var months = from stockOut in Gen.Choose(0, 30) from pieces in Gen.Choose(0, 10_000) from reported in Gen.Elements(true, true,
            false)
                     select (StockOut: stockOut, Pieces: pieces, Reported: reported);
        Prop.ForAll(months.ArrayOf(12).ToArbitrary(), history =>
        {
            var result = Cpm.Compute(12, history.Select((x, i) =>
                new MonthFacts(first.Add(i), first.Add(i).Days, Math.Min(x.StockOut, first.Add(i).Days), x.Pieces, x.Pieces, x.Reported)));
            var counted = result.Months.Where(x => x.Counted).Select(x => (decimal)x.Facts.Dispensed).ToList();
            if (result.Value is not { } value)
                return counted.Count < 3;
            var mean = counted.Average();
            return value >= Math.Round(mean, 4) - 0.0001m && value <= mean * 31 / 15 + 0.0001m && result.PlanningQuantity >= value
                && result.PlanningQuantity < value + 1;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_order_of_the_months_does_not_matter()
    {
        Prop.ForAll(Gen.Choose(0, 500).ArrayOf(6).ToArbitrary(), pieces =>
        {
            var months = pieces.Select((q, i) => new MonthFacts(first.Add(i), 30, q % 31, q, q, true)).ToArray();
            return Cpm.Compute(6, months).Value == Cpm.Compute(6, months.Reverse()).Value;
        }).QuickCheckThrowOnFailure();
    }
}
