using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Tests.Domain;

public sealed class OrderLifecycleTests
{
    /// <summary>The table of docs/supply-orders.md; an empty cell is <c>orders.wrong-status</c>.</summary>
    [Theory]
    [InlineData(OrderStatus.Issued, "Approved", "Rejected", "Cancelled", "")]
    [InlineData(OrderStatus.Approved, "Approved", "", "Cancelled", "ClosedShort")]
    [InlineData(OrderStatus.Rejected, "", "Rejected", "", "")]
    [InlineData(OrderStatus.InSupply, "InSupply", "", "Cancelled", "ClosedShort")]
    [InlineData(OrderStatus.Supplied, "Supplied", "", "", "")]
    [InlineData(OrderStatus.ClosedShort, "", "", "", "ClosedShort")]
    [InlineData(OrderStatus.Cancelled, "", "", "Cancelled", "")]
    public void Every_act_leads_where_the_table_says(OrderStatus from, string approve, string reject, string cancel, string close)
    {
        foreach (var (act, to) in ((OrderAct, string)[])[(OrderAct.Approve, approve), (OrderAct.Reject, reject), (OrderAct.Cancel, cancel),
            (OrderAct.Close, close)])
            if (OrderLifecycle.Decide(from, act).Refused(out var why, out var reached))
                Assert.Equal(("", "orders.wrong-status"), (to, why.Code));
            else
                Assert.Equal(to, reached.ToString());
    }

    [Theory]
    [InlineData(OrderAct.Approve, true, true, true, null)]
    [InlineData(OrderAct.Approve, false, true, false, "orders.own-order")]
    [InlineData(OrderAct.Cancel, false, true, false, "orders.own-order")]
    [InlineData(OrderAct.Approve, false, false, true, "orders.needs-central")]
    [InlineData(OrderAct.Reject, false, false, true, null)]
    [InlineData(OrderAct.Approve, false, false, false, null)]
    public void Nobody_decides_alone_about_an_own_order(OrderAct act, bool central, bool issuer, bool overCoverage, string? code) =>
        Assert.Equal(code, OrderLifecycle.MayDecide(act, central, issuer, overCoverage)?.Code);

    [Theory]
    [InlineData(OrderStatus.Issued, 10, 10, OrderStatus.Issued)]
    [InlineData(OrderStatus.Approved, 0, 0, OrderStatus.Approved)]
    [InlineData(OrderStatus.Approved, 4, 0, OrderStatus.InSupply)]
    [InlineData(OrderStatus.Approved, 10, 10, OrderStatus.Supplied)]
    [InlineData(OrderStatus.InSupply, 10, 9, OrderStatus.InSupply)]
    [InlineData(OrderStatus.Supplied, 10, 9, OrderStatus.InSupply)]
    [InlineData(OrderStatus.ClosedShort, 10, 10, OrderStatus.ClosedShort)]
    [InlineData(OrderStatus.Cancelled, 10, 10, OrderStatus.Cancelled)]
    public void What_arrives_moves_approved_orders_only(OrderStatus status, int shipped, int good, OrderStatus expected) =>
        Assert.Equal(expected, OrderLifecycle.Standing(status,
            [LineQuantities.Of(10, new Delivered("c", shipped, 0, good, 0, 0), status, 10)]));

    [Fact]
    public void A_surplus_on_one_line_supplies_no_other()
    {
        var full = LineQuantities.Of(10, new Delivered("a", 20, 0, 20, 0, 0), OrderStatus.Approved, 10);
        var missing = LineQuantities.Of(10, new Delivered("b", 9, 0, 9, 0, 0), OrderStatus.Approved, 10);

        Assert.Equal((10, 10), (full.Good, full.Surplus));
        Assert.Equal(OrderStatus.InSupply, OrderLifecycle.Standing(OrderStatus.Approved, [full, missing]));
    }

    [Fact]
    public void Messages_spell_each_status_as_they_always_have() =>
        Assert.Equal(["issued", "approved", "rejected", "inSupply", "supplied", "closedShort", "cancelled"],
            Enum.GetValues<OrderStatus>().Select(OrderLifecycle.Wire));
}
