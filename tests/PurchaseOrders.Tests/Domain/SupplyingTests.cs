using FsCheck;
using FsCheck.Fluent;
using Supply.Contracts.Inventory;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Tests.Domain;

public sealed class SupplyingTests
{
    private static readonly DateOnly day = new(2026, 10, 1);

    [Fact]
    public void The_date_of_supply_is_that_of_the_last_missing_piece_whatever_was_heard_first()
    {
        DeliveryContent[] deliveries =
        [
            new([], [new GoodsIn(day.AddDays(9), "a", 5)]), // beyond what was missing
            new([], [new GoodsIn(day.AddDays(4), "a", 6), new GoodsIn(day.AddDays(2), "b", 1)]),
            new([], [new GoodsIn(day, "a", 4)]),
        ];
        Prop.ForAll(Gen.Shuffle(deliveries).ToArbitrary(), x => Supplying.SuppliedOn(day, [("a", 10), ("b", 1)], x) == day.AddDays(4))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void There_is_no_date_of_supply_while_a_line_is_not_full() =>
        Assert.Null(Supplying.SuppliedOn(day, [("a", 10), ("b", 1)], [new([], [new GoodsIn(day, "a", 10)])]));

    [Fact]
    public void Goods_dated_before_the_issue_supply_the_order_on_the_day_of_its_issue() =>
        Assert.Equal(day, Supplying.SuppliedOn(day, [("a", 1)], [new([], [new GoodsIn(day.AddDays(-3), "a", 1)])]));

    [Theory]
    [InlineData("held")]
    [InlineData("cancelled")]
    public void A_shipment_that_never_left_moves_nothing(string status) =>
        Assert.Empty(Supplying.Of(Shipment(status, [new ShipmentLine("a", "L", day, null, 5, 0, 0, 0)], null)).Claves);

    [Fact]
    public void The_lots_of_a_clave_are_one_line()
    {
        var content = Supplying.Of(Shipment("dispatched",
            [new ShipmentLine("a", "L1", day, null, 5, 3, 1, 1), new ShipmentLine("a", "L2", day, null, 4, 0, 0, 4)],
            [new ShipmentReception(Guid.CreateVersion7(), day.AddDays(3), [new ReceptionLine("a", 3, 1, 0)])]));

        Assert.Equal(new Delivered("a", 9, 5, 3, 1, 0), Assert.Single(content.Claves));
        Assert.Equal(new GoodsIn(day.AddDays(3), "a", 3), Assert.Single(content.Received));
    }

    [Fact]
    public void Good_pieces_that_no_reception_dates_count_from_the_last_reception()
    {
        var content = Supplying.Of(Shipment("received", [new ShipmentLine("a", "L1", day, null, 5, 5, 0, 0)],
            [new ShipmentReception(Guid.CreateVersion7(), day.AddDays(3), [new ReceptionLine("a", 3, 0, 0)])]));
        Assert.Equal(5, content.Received.Sum(x => x.Good));
        Assert.All(content.Received, x => Assert.Equal(day.AddDays(3), x.On));
    }

    [Fact]
    public void Pieces_that_were_not_usable_when_they_came_are_in_quarantine_and_dated_by_no_reception()
    {
        var content = Supplying.Of(Shipment("received",
            [new ShipmentLine("a", "L1", day, null, 5, 5, 0, 0, Usable: 2), new ShipmentLine("a", "L2", day, null, 4, 4, 0, 0)],
            [new ShipmentReception(Guid.CreateVersion7(), day.AddDays(3), [new ReceptionLine("a", 9, 0, 0, Usable: 6)])]));
        Assert.Equal(new Delivered("a", 9, 0, 6, 0, 3), Assert.Single(content.Claves));
        Assert.Equal(new GoodsIn(day.AddDays(3), "a", 6), Assert.Single(content.Received));
    }

    [Fact]
    public void A_reversed_receipt_brought_nothing()
    {
        var now = DateTimeOffset.UnixEpoch;
        var content = Supplying.Of(new ReceiptRecorded(Guid.CreateVersion7(), 2, now, now, day, "HGIMB000011", "13", "X", null, null,
            [new(1, "a", "L", day, 3, "usable")], "reversed"));
        Assert.Empty(content.Claves);
        Assert.Empty(content.Received);
    }

    [Fact]
    public void Goods_in_quarantine_are_not_good()
    {
        var now = DateTimeOffset.UnixEpoch;
        var content = Supplying.Of(new ReceiptRecorded(Guid.CreateVersion7(), 1, now, now, day, "HGIMB000011", "13", "X", null, null,
            [new(1, "a", "L", day, 3, "usable"), new(2, "a", "M", day, 2, "quarantine"), new(3, "a", "N", day, 1, "damaged")]));
        Assert.Equal(new Delivered("a", 6, 0, 3, 1, 2), Assert.Single(content.Claves));
    }

    private static ShipmentChanged Shipment(string status, ShipmentLine[] lines, ShipmentReception[]? receptions) =>
        new(Guid.CreateVersion7(), 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, day, "ALM-13-01", "HGIMB000011", "13", null,
            status, lines, receptions);
}
