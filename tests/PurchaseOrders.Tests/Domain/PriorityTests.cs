using FsCheck;
using FsCheck.Fluent;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Tests.Domain;

public sealed class PriorityTests
{
    private static readonly DateOnly day = new(2026, 10, 1);
    private static readonly Guid id = new("00000000-0000-0000-0000-00000000000a");

    [Fact]
    public void Less_stock_then_vital_then_rural_then_older_comes_first()
    {
        Priority[] inOrder =
        [
            new(0.5m, null, false, day, id),
            new(1m, "V", true, day, id),
            new(1m, "V", true, day.AddDays(1), id),
            new(1m, "V", false, day, id),
            new(1m, "E", true, day, id),
            new(1m, "N", true, day, id),
            new(1.0001m, "V", true, day, id),
            new(10m, "V", true, day, id),
            new(null, "V", true, day, id),
        ];
        Prop.ForAll(Gen.Shuffle(inOrder).ToArbitrary(), x => x.Order().SequenceEqual(inOrder)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_key_in_the_database_sorts_as_the_rule_does()
    {
        var one = from months in Gen.Choose(0, 30_000)
                  from known in Gen.Choose(0, 9)
                  from ven in Gen.Elements("V", "E", "N", "")
                  from rural in Gen.Elements(true, false)
                  from days in Gen.Choose(0, 3)
                  from n in Gen.Choose(0, 255)
                  select new Priority(known == 0 ? null : months / 10_000m, ven, rural, day.AddDays(days), new Guid(n, 0, 0, new byte[8]));
        Prop.ForAll(one.ToArbitrary(), one.ToArbitrary(), (a, b) =>
            Math.Sign(ByRule(a).CompareTo(ByRule(b))) == Math.Sign(string.CompareOrdinal(a.Key, b.Key))).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(30, 15, "30", "1.5000")]
    [InlineData(0, 0, "30", "0.0000")]
    [InlineData(100, 0, "3", "33.3333")]
    [InlineData(200, 0, "3", "66.6667")]
    [InlineData(long.MaxValue / 2, 0, "0.0001", "999999999.9998")]
    [InlineData(5, 0, "0", null)]
    [InlineData(5, 0, null, null)]
    public void Months_of_stock_are_usable_and_in_transit_over_the_approved_cpm(long usable, long inTransit, string? monthly,
        string? months) =>
        Assert.Equal(Decimal(months), Priority.MonthsOfStock(usable, inTransit, Decimal(monthly)));

    [Fact]
    public void A_unit_has_an_equal_share_of_its_buyers_cpm_and_a_warehouse_all_of_it()
    {
        Assert.Equal(25m, Priority.ShareOf(100, warehouse: false, units: 4));
        Assert.Equal(100m, Priority.ShareOf(100, warehouse: false, units: 0));
        Assert.Equal(100m, Priority.ShareOf(100, warehouse: true, units: 4));
    }

    private static (decimal, int, bool, DateOnly, string) ByRule(Priority x) =>
        (x.Months ?? decimal.MaxValue, x.Ven switch { "V" => 0, "E" => 1, _ => 2 }, !x.Rural, x.IssuedOn, x.Order.ToString("N"));

    private static decimal? Decimal(string? text) => text is null ? null
        : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
