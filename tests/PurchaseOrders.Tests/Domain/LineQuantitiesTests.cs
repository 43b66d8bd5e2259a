using FsCheck;
using FsCheck.Fluent;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Tests.Domain;

public sealed class LineQuantitiesTests
{
    [Fact]
    public void The_pieces_of_a_line_always_add_up_to_what_was_ordered()
    {
        var cases = from ordered in Gen.Choose(1, 100)
                    from limit in Gen.Choose(0, ordered)
                    from shipped in Gen.Choose(0, 300)
                    from transit in Gen.Choose(0, 300)
                    from good in Gen.Choose(0, 300)
                    from damaged in Gen.Choose(0, 300)
                    from quarantined in Gen.Choose(0, 300)
                    from status in Gen.Elements(Enum.GetValues<OrderStatus>())
                    select (ordered, limit, sum: new Delivered("c", shipped, transit, good, damaged, quarantined), status);
        Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var line = LineQuantities.Of(x.ordered, x.sum, x.status, x.limit);
            return line.Ordered == line.Good + line.InTransit + line.Short + line.Cancelled + line.ToCome
                && line is { Good: >= 0, InTransit: >= 0, Short: >= 0, Cancelled: >= 0, ToCome: >= 0, Surplus: >= 0 }
                && line.Good + line.Surplus == x.sum.Good
                && line.Good + line.InTransit <= x.limit
                && (!OrderLifecycle.HasEnded(x.status)
                    || (line.ToCome == 0 && line.Committed == line.Good + line.InTransit && line.Committed <= x.limit))
                && (OrderLifecycle.HasEnded(x.status) || line.Committed == x.ordered);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(OrderStatus.ClosedShort, 3, 0)]
    [InlineData(OrderStatus.Cancelled, 0, 3)]
    [InlineData(OrderStatus.Rejected, 0, 3)]
    public void An_end_releases_what_is_neither_here_nor_on_the_way(OrderStatus end, int closedShort, int cancelled)
    {
        var line = LineQuantities.Of(10, new Delivered("c", 8, 2, 5, 1, 0), end, 10);
        Assert.Equal((8, 2, 5, 1, closedShort, cancelled, 0),
            (line.Shipped, line.InTransit, line.Good, line.Damaged, line.Short, line.Cancelled, line.ToCome));
    }

    [Fact]
    public void More_pieces_than_a_line_can_hold_are_counted_up_to_its_limit() =>
        Assert.Equal(int.MaxValue, LineQuantities.Of(1, new Delivered("c", 5_000_000_000, 0, 1, 0, 0), OrderStatus.Approved, 1).Shipped);
}
