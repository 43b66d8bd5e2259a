using FsCheck;
using FsCheck.Fluent;
using Supply.PurchaseOrders.Domain;
using static Supply.PurchaseOrders.Domain.StockSplit;

namespace Supply.PurchaseOrders.Tests.Domain;

public sealed class StockSplitTests
{
    private static readonly Gen<(long AtHand, Need[] Needs)> split =
        from atHand in Gen.Choose(-3, 400)
        from needs in (from stock in Gen.Choose(0, 60)
                       from monthly in Gen.Choose(-1, 40)
                       from asked in Gen.Choose(1, 90)
                       select new Need(stock, monthly < 0 ? null : monthly / 4m, asked)).ArrayOf()
        select ((long)atHand, needs);

    [Fact]
    public void All_that_is_at_hand_goes_out_and_nobody_gets_more_than_was_asked() =>
        Prop.ForAll(split.ToArbitrary(), x =>
        {
            var given = Of(x.AtHand, x.Needs);
            return given.Sum() == Math.Min(Math.Max(0, x.AtHand), x.Needs.Sum(y => y.Asked))
                && given.Zip(x.Needs).All(y => y.First >= 0 && y.First <= y.Second.Asked);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_piece_would_do_more_for_another_destination() =>
        Prop.ForAll(split.ToArbitrary(), x =>
        {
            var given = Of(x.AtHand, x.Needs);
            var known = Enumerable.Range(0, x.Needs.Length).Where(y => x.Needs[y].Monthly > 0).ToList();
            // Whoever got a piece had, before its last one, no more months than one that was left wanting has with one piece more.
            return known.Where(y => given[y] > 0).All(y => known.Where(z => given[z] < x.Needs[z].Asked).All(z =>
                Months(x.Needs[y], given[y] - 1) <= Months(x.Needs[z], given[z] + 1)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_has_no_published_demand_gets_what_the_others_leave() =>
        Prop.ForAll(split.ToArbitrary(), x =>
        {
            var given = Of(x.AtHand, x.Needs).Zip(x.Needs).ToList();
            return given.Where(y => y.Second.Monthly is not > 0).Sum(y => y.First) == 0
                || given.Where(y => y.Second.Monthly > 0).All(y => y.First == y.Second.Asked);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_months_whatever_their_size() =>
        Assert.Equal([100, 200, 700], Of(1000, [new(0, 10, 5000), new(0, 20, 5000), new(0, 70, 5000)]));

    [Fact]
    public void Those_that_have_more_already_get_nothing_until_the_others_have_as_much() =>
        Assert.Equal([0, 20, 10], Of(30, [new(300, 10, 50), new(0, 10, 50), new(10, 10, 50)]));

    [Fact]
    public void What_rounding_leaves_goes_to_the_largest_fraction_and_of_equal_ones_to_the_first() =>
        Assert.Equal([4, 3, 3], Of(10, [new(0, 1, 9), new(0, 1, 9), new(0, 1, 9)]));

    [Fact]
    public void In_proportion_to_what_is_asked_where_nothing_is_known() =>
        Assert.Equal([0, 2, 5], Of(7, [new(0, null, 1), new(0, 0, 4), new(0, null, 10)]));

    [Fact]
    public void The_size_of_the_nation_does_not_overflow()
    {
        var needs = Enumerable.Range(0, 10_486)
            .Select(x => new Need(long.MaxValue / 20_000, 0.0001m * (1 + x % 7), int.MaxValue)).ToArray();
        Assert.Equal(1_000_000_007, Of(1_000_000_007, needs).Sum());
    }

    private static decimal Months(Need need, long pieces) => (need.Stock + pieces) / need.Monthly!.Value;
}
