using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Tests.Domain;

public sealed class LiftedRecallsTests
{
    private const string Clave = OrdersHost.Paracetamol;

    private static DateTimeOffset On(int day, int hour = 18) => new(2026, 10, day, hour, 0, 0, TimeSpan.Zero);

    private static RecallPeriod Recall(DateTimeOffset? from, DateTimeOffset? until, string lot = "L1") => new(Clave, lot, from, until);

    // Six pieces that came on the tenth and could not be used, beside four good ones.
    private static DeliveryContent Freed(DateOnly expiresOn, params RecallPeriod[] recalls) => LiftedRecalls.Apply(
        new([new(Clave, 10, 0, 4, 0, 6)], [new(new(2026, 10, 10), Clave, 4)],
            [new(Clave, "L1", expiresOn, new(2026, 10, 10), 6)]), recalls, Zones.Default);

    private static DateOnly? Day(params RecallPeriod[] recalls) => Freed(new(2028, 1, 31), recalls).Received.Skip(1).SingleOrDefault()?.On;

    [Fact]
    public void Pieces_are_good_from_the_day_on_which_their_recall_is_lifted()
    {
        var freed = Freed(new(2028, 1, 31), Recall(On(5), On(15)));
        Assert.Equal(new Delivered(Clave, 10, 0, 10, 0, 0), freed.Claves.Single());
        Assert.Equal([new GoodsIn(new(2026, 10, 10), Clave, 4), new GoodsIn(new(2026, 10, 15), Clave, 6)], freed.Received);
    }

    [Fact]
    public void Nothing_is_freed_while_a_recall_holds_or_where_none_is_known()
    {
        Assert.Null(Day());
        Assert.Null(Day(Recall(On(5), null)));
        Assert.Null(Day(Recall(On(5), On(15), lot: "L2")));
        Assert.Null(Day(Recall(On(1), On(9)))); // over before the pieces came: something else held them
        Assert.Null(Day(Recall(On(11), On(15)))); // declared after they came
    }

    [Fact]
    public void Of_several_recalls_the_last_that_held_without_a_gap_counts()
    {
        Assert.Equal(new DateOnly(2026, 10, 20), Day(Recall(On(5), On(15)), Recall(On(12), On(20))));
        Assert.Equal(new DateOnly(2026, 10, 20), Day(Recall(On(12), On(20)), Recall(On(5), On(15))));
        Assert.Equal(new DateOnly(2026, 10, 20), Day(Recall(On(5), On(20)), Recall(On(7), On(9))));
        Assert.Null(Day(Recall(On(5), On(15)), Recall(On(12), null)));
    }

    [Fact]
    public void What_is_recalled_again_after_it_was_free_stays_good()
    {
        Assert.Equal(new DateOnly(2026, 10, 15), Day(Recall(On(5), On(15)), Recall(On(16), null)));
        Assert.Equal(new DateOnly(2026, 10, 15), Day(Recall(On(5), On(15)), Recall(On(15, hour: 20), null)));
    }

    [Fact]
    public void A_recall_of_which_only_the_end_was_heard_held_from_the_beginning() =>
        Assert.Equal(new DateOnly(2026, 10, 15), Day(Recall(null, On(15))));

    [Fact]
    public void What_had_expired_when_the_recall_was_lifted_supplies_nothing()
    {
        Assert.Empty(Freed(new(2026, 10, 14), Recall(On(5), On(15))).Received.Skip(1));
        Assert.Single(Freed(new(2026, 10, 15), Recall(On(5), On(15))).Received.Skip(1)); // usable through its last day
    }

    [Fact]
    public void A_recall_of_the_day_of_arrival_held_on_the_calendar_of_the_place()
    {
        // Half past one in Mexico City is half past eleven of the day before in Tijuana.
        var late = new DateTimeOffset(2026, 10, 11, 7, 30, 0, TimeSpan.Zero);
        var content = new DeliveryContent([new(Clave, 6, 0, 0, 0, 6)], [], [new(Clave, "L1", new(2028, 1, 31), new(2026, 10, 10), 6)]);
        Assert.Empty(LiftedRecalls.Apply(content, [Recall(late, On(15))], "America/Mexico_City").Received);
        Assert.Equal(new DateOnly(2026, 10, 15),
            LiftedRecalls.Apply(content, [Recall(late.AddHours(-1), On(15))], "America/Tijuana").Received.Single().On);
    }
}
