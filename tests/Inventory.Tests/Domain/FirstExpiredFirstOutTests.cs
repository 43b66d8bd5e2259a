using FsCheck;
using FsCheck.Fluent;
using Supply.Inventory.Domain;
using static Supply.Inventory.Tests.Domain.History;

namespace Supply.Inventory.Tests.Domain;

public sealed class FirstExpiredFirstOutTests
{
    private static readonly DateOnly today = new(2026, 6, 1);

    private static readonly Gen<Dictionary<Holding, long>> stocks =
        (from lot in Gen.Choose(1, 8)
         from month in Gen.Choose(1, 12)
         from source in Gen.Elements("", "U013", "SAEAC", "SADMI")
         from condition in Gen.Elements(StockCondition.Usable, StockCondition.Usable, StockCondition.Quarantine, StockCondition.Damaged)
         from pieces in Gen.Choose(0, 50)
         select (Lot($"L{lot}", $"2026-{month:00}-15", source, condition), (long)pieces)).ListOf().Select(x =>
             x.DistinctBy(y => y.Item1).ToDictionary(y => y.Item1, y => y.Item2));

    [Fact]
    public void Picks_sum_to_what_was_asked_from_the_earliest_usable_lots_and_nothing_else()
    {
        Prop.ForAll(
            stocks.ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), Gen.Elements(null, "U013", "SAEAC").ToArbitrary(),
            (stock, asked, source) =>
        {
            var pool = stock
                .Where(x => x.Key.IsUsable(today) && (source is null ? !RingFence.Seeded.Holds(x.Key) : x.Key.FundingSource == source))
                .ToDictionary();
            var picks = FirstExpiredFirstOut.Choose(stock, asked, source, today);
            Assert.Equal(Math.Min(asked, pool.Values.Sum()), picks.Sum(x => (long)x.Quantity));
            Assert.All(picks, x => Assert.True(x.Quantity > 0 && x.Quantity <= pool[x.Holding]));
            if (picks.Count == 0)
                return;
            var last = picks.Max(x => x.Holding);
            Assert.All(
                pool.Where(x => x.Key.CompareTo(last) < 0 && x.Value > 0),
                x => Assert.Equal(x.Value, picks.Single(p => p.Holding == x.Key).Quantity));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_lot_leaves_through_its_expiry_date_and_not_after()
    {
        var stock = new Dictionary<Holding, long> { [Lot("A", "2026-06-01")] = 5 };
        Assert.Single(FirstExpiredFirstOut.Choose(stock, 5, null, today));
        Assert.Empty(FirstExpiredFirstOut.Choose(stock, 5, null, today.AddDays(1)));
    }
}
