using FsCheck;
using FsCheck.Fluent;
using Supply.Inventory.Domain;
using static Supply.Inventory.Tests.Domain.History;

namespace Supply.Inventory.Tests.Domain;

public sealed class PairHistoryTests
{
    private static readonly Holding early = Lot("EARLY", "2026-12-31"), late = Lot("LATE", "2027-12-31"),
        fenced = Lot("FENCED", "2026-08-31", "FONSABI SAEAC");

    // Up to 40 things that happen to three lots at minutes 0..99; several at one minute.
    private static readonly Gen<StockFact[]> histories =
        (from kind in Gen.Choose(0, 9)
         from minute in Gen.Choose(0, 99)
         from pieces in Gen.Choose(1, 30)
         from lot in Gen.Elements(early, late, fenced)
         select kind switch
         {
             <= 2 => In(minute, pieces, lot),
             <= 5 => Out(minute, pieces),
             6 => Out(minute, pieces, lot.Lot),
             7 => OutOf(minute, pieces, lot),
             8 => Move(minute, pieces, lot, StockCondition.Quarantine),
             _ => pieces < 5 ? Count(minute, pieces, lot) : Out(minute, pieces, "NEVER-SEEN"),
         }).ArrayOf().Resize(40);

    [Fact]
    public void Discrepancy_is_the_greatest_excess_of_outflow_over_inflow_and_the_rest_is_on_hand()
    {
        Prop.ForAll(histories.ToArbitrary(), facts =>
        {
            var (sum, lowest) = (0L, 0L);
            foreach (var step in PairHistory.Steps(facts))
            {
                (sum, lowest) = step[0].Kind switch
                {
                    FactKind.Count => (step.Sum(x => (long)x.Quantity), 0L),
                    FactKind.In => (sum + step[0].Quantity, lowest),
                    FactKind.Out => (sum - step[0].Quantity, Math.Min(lowest, sum - step[0].Quantity)),
                    _ => (sum, lowest),
                };
            }
            var (book, _) = PairHistory.Replay(facts);
            Assert.Equal(-lowest, book.Discrepancy);
            Assert.Equal(sum - lowest, book.Stock.Values.Sum());
            Assert.All(book.Stock.Values, x => Assert.True(x >= 0));
            Assert.Equal(0, book.OnHand(Holding.Uncovered));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Is_the_same_in_every_order_of_arrival()
    {
        Prop.ForAll(histories.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (facts, seed) =>
        {
            var shuffled = facts.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (a, b) = (PairHistory.Replay(facts).Book, PairHistory.Replay(shuffled).Book);
            Assert.Equal(a.Discrepancy, b.Discrepancy);
            Assert.Equal(a.Stock.Where(x => x.Value != 0), b.Stock.Where(x => x.Value != 0));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Appending_where_it_is_allowed_gives_the_same_as_replaying_all()
    {
        Prop.ForAll(histories.ToArbitrary(), facts =>
        {
            var steps = PairHistory.Steps(facts).ToList();
            for (var n = 1; n < steps.Count; n++)
            {
                var before = PairHistory.Replay(steps.Take(n).SelectMany(x => x)).Book;
                var appended = new Book(before.Stock, before.Discrepancy, before.OwesLots);
                if (!appended.CanAppend(steps[n][0]))
                    continue;
                appended.Apply(steps[n], []);
                var replayed = PairHistory.Replay(steps.Take(n + 1).SelectMany(x => x)).Book;
                Assert.Equal(replayed.Discrepancy, appended.Discrepancy);
                Assert.Equal(replayed.Stock.Where(x => x.Value != 0), appended.Stock.Where(x => x.Value != 0));
                Assert.True(appended.OwesLots || !replayed.OwesLots);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Charges_of_a_fact_sum_to_what_it_says()
    {
        Prop.ForAll(histories.ToArbitrary(), facts =>
        {
            var charges = PairHistory.Replay(facts).Charges.ToLookup(x => x.Fact.Id, x => x.Quantity);
            foreach (var fact in facts.Where(x => x.Kind is FactKind.In or FactKind.Out or FactKind.Move))
                Assert.Equal(
                    fact.Kind switch { FactKind.In => fact.Quantity, FactKind.Out => -fact.Quantity, _ => 0 }, charges[fact.Id].Sum());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_lot_that_every_document_names_is_received_less_handed_out()
    {
        var (book, _) = PairHistory.Replay(
            [In(0, 100, early), In(1, 50, late), Out(2, 45, "LATE"), Out(3, 60, "EARLY"), Out(4, 20, "EARLY")]);
        Assert.Equal((20, 5, 0), (book.OnHand(early), book.OnHand(late), book.Discrepancy));
    }

    [Fact]
    public void A_named_lot_outranks_an_assumed_one()
    {
        var (book, _) = PairHistory.Replay([In(0, 10, early), In(0, 10, late), Out(1, 10), Out(2, 10, "EARLY")]);
        Assert.Equal((0, 0, 0), (book.OnHand(early), book.OnHand(late), book.Discrepancy));
        var (other, _) = PairHistory.Replay([In(0, 10, early), In(0, 10, late), Out(1, 6), Out(2, 8, "EARLY")]);
        Assert.Equal((2 - 2, 6), (other.OnHand(early), other.OnHand(late)));
    }

    [Fact]
    public void A_lot_that_is_named_before_it_comes_in_gives_back_what_others_lent()
    {
        var (book, _) = PairHistory.Replay([In(0, 100, early), Out(1, 10, "LATE"), In(2, 40, late)]);
        Assert.Equal((100, 30, 0), (book.OnHand(early), book.OnHand(late), book.Discrepancy));
    }

    [Fact]
    public void What_nothing_covers_is_discrepancy_and_stays_it_when_goods_come_later()
    {
        var (book, charges) = PairHistory.Replay([Out(1, 10, "LATE"), In(2, 40, late)]);
        Assert.Equal((40, 10), (book.OnHand(late), book.Discrepancy));
        Assert.Equal((Holding.Uncovered, -10, true), (charges[0].Holding, charges[0].Quantity, charges[0].Assumed));
    }

    [Fact]
    public void A_receipt_that_is_recorded_late_takes_the_discrepancy_away()
    {
        Assert.Equal(10, PairHistory.Replay([Out(5, 10)]).Book.Discrepancy);
        var (book, _) = PairHistory.Replay([Out(5, 10), In(1, 40, late)]);
        Assert.Equal((0, 30), (book.Discrepancy, book.OnHand(late)));
    }

    [Fact]
    public void A_count_is_an_anchor()
    {
        var document = Guid.CreateVersion7();
        var (book, charges) = PairHistory.Replay([In(0, 100, early), Out(1, 130), In(2, 5, late), Count(3, 7, late, document), Out(4, 2)]);
        Assert.Equal((5, 0, 0), (book.OnHand(late), book.OnHand(early), book.Discrepancy));
        Assert.Equal(2, charges.Where(x => x.Fact.Kind == FactKind.Count).Sum(x => x.Quantity));
        Assert.Equal(
            5,
            PairHistory.Replay(
                [In(0, 100, early), Out(1, 130), In(2, 5, late), Count(3, 7, late, document), Out(4, 2), Out(2, 3)]).Book.OnHand(late));
    }

    [Fact]
    public void Unnamed_pieces_leave_expired_and_ring_fenced_lots_to_the_last()
    {
        var expired = Lot("OLD", "2026-05-31");
        var (book, _) = PairHistory.Replay([In(0, 5, expired), In(0, 5, fenced), In(0, 5, early), In(0, 5, late), Out(1, 10)]);
        Assert.Equal((5, 5, 0, 0), (book.OnHand(expired), book.OnHand(fenced), book.OnHand(early), book.OnHand(late)));
        (book, _) = PairHistory.Replay([In(0, 5, expired), In(0, 5, fenced), In(0, 5, early), In(0, 5, late), Out(1, 17)]);
        Assert.Equal((3, 0, 0, 0), (book.OnHand(expired), book.OnHand(fenced), book.OnHand(early), book.OnHand(late)));
    }

    [Fact]
    public void A_recall_quarantines_what_is_there_in_its_moment()
    {
        var (book, _) = PairHistory.Replay([In(0, 5, early), In(0, 5, late), Out(1, 2, "EARLY"), Recall(2, "EARLY"), Out(3, 1)]);
        Assert.Equal((0, 3, 4), (book.OnHand(early), book.OnHand(early with { Condition = StockCondition.Quarantine }), book.OnHand(late)));
    }

    [Fact]
    public void Empty_days_are_those_that_end_without_a_usable_piece()
    {
        const int day = 24 * 60;
        var soon = Lot("SOON", "2026-06-08");
        // 1 June: 5 in; 3 June: 5 out; 5 June: 4 of a lot that is usable through the 8th
        StockFact[] facts = [In(0, 5, late), Out(2 * day, 5), In(4 * day, 4, soon)];
        var empty = PairHistory.EmptyDays(facts, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 10));
        Assert.Equal([3, 4, 9, 10], empty.Select(x => x.Day));
    }
}
