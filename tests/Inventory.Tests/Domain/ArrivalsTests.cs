using FsCheck;
using FsCheck.Fluent;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Tests.Domain;

public sealed class ArrivalsTests
{
    private static readonly DateOnly soon = new(2026, 12, 31), later = new(2027, 12, 31);
    private static readonly OnItsWay[] shipment = [
        new(1, "A", "L1", later, "", 10), new(2, "A", "L2", soon, "", 5), new(3, "B", "L3", soon, "", 7)];

    [Fact]
    public void What_is_reported_is_what_the_lines_get_and_the_sums_close()
    {
        var reports = (from clave in Gen.Elements("A", "B")
                       from lot in Gen.Elements(null, "L1", "L2", "L3", "L9")
                       from good in Gen.Choose(0, 12)
                       from damaged in Gen.Choose(0, 4)
                       from expiry in Gen.Elements(soon, later)
                       select new Reported(clave, lot, lot is null ? null : expiry, good, damaged, 0, "sobró")).NonEmptyListOf();
        Prop.ForAll(reports.ToArbitrary(), said =>
        {
            if (Arrivals.Spread(shipment, [.. said]).Refused(out var why, out var arrived))
            {
                Assert.Equal("inventory.nothing-received", why.Code);
                return;
            }
            for (var i = 0; i < said.Count; i++)
            {
                var index = i;
                Assert.Equal(
                    (said[i].Good, said[i].Damaged),
                    (arrived.Where(x => x.Report == index).Sum(x => x.Good), arrived.Where(x => x.Report == index).Sum(x => x.Damaged)));
            }
            foreach (var line in shipment)
            {
                var (pieces, surplus) = (
                    arrived.Where(x => x.Line == line.Line).Sum(x => x.Good + x.Damaged),
                    arrived.Where(x => x.Line == line.Line).Sum(x => x.Surplus));
                Assert.InRange(pieces - surplus, 0, line.InTransit);
                Assert.True(surplus == 0 || pieces - surplus == line.InTransit);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Without_a_lot_the_pieces_spread_first_expired_first()
    {
        Assert.False(Arrivals.Spread(shipment, [new("A", null, null, 9, 2, 0, null)]).Refused(out _, out var arrived));
        Assert.Equal([("L2", 5, 0), ("L1", 4, 2)], arrived!.Select(x => (x.Lot, x.Good, x.Damaged)));
    }

    [Theory]
    [InlineData("A", "L1", 11, 0, 0, "inventory.surplus-without-reason")]
    [InlineData("A", "L9", 1, 0, 0, "inventory.not-in-shipment")]
    [InlineData("C", null, 1, 0, 0, "inventory.not-in-shipment")]
    [InlineData("A", "L1", 8, 0, 3, "inventory.missing-beyond-transit")]
    [InlineData("A", "L1", 0, 0, 0, "inventory.nothing-received")]
    public void Refuses_what_does_not_add_up(string clave, string? lot, int good, int damaged, int missing, string code) =>
        Assert.Equal(code, Arrivals.Spread(shipment, [new(clave, lot, null, good, damaged, missing, null)]).Refusal?.Code);

    [Fact]
    public void A_lot_that_was_not_sent_needs_its_expiry() =>
        Assert.Equal("inventory.lot-needed", Arrivals.Spread(shipment, [new("A", "L9", null, 1, 0, 0, "llegó")]).Refusal?.Code);

    [Fact]
    public void Another_expiry_than_the_picked_lots_is_another_lot_of_the_same_fund()
    {
        OnItsWay[] fenced = [new(1, "A", "L1", later, "SAEAC", 10), new(2, "A", "L2", soon, "", 5)];
        Assert.Equal("inventory.not-in-shipment", Arrivals.Spread(fenced, [new("A", "L1", soon, 10, 0, 0, null)]).Refusal?.Code);
        var arrived = Assert.Single(Arrivals.Spread(fenced, [new("A", "L1", soon, 10, 0, 0, "así viene impreso")]).Value);
        Assert.Equal((null, soon, "SAEAC", 10), ((object?)arrived.Line, arrived.ExpiresOn, arrived.FundingSource, arrived.Surplus));
        Assert.Equal(1, Assert.Single(Arrivals.Spread(fenced, [new("A", "L1", later, 10, 0, 0, null)]).Value).Line);
    }
}
