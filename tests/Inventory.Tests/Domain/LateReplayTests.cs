using FsCheck;
using FsCheck.Fluent;
using Supply.Inventory.Domain;
using Replay = Supply.Inventory.Domain.Replay;
using static Supply.Inventory.Tests.Domain.History;

namespace Supply.Inventory.Tests.Domain;

/// <summary>A checkpoint is a shortcut: with any of them, or none, everything ends as if all had been taken from the beginning.</summary>
public sealed class LateReplayTests
{
    private static readonly Holding early = Lot("EARLY", "2026-12-31"), late = Lot("LATE", "2027-12-31"),
        fenced = Lot("FENCED", "2026-08-31", "FONSABI SAEAC");

    private static readonly Guid[] recalls = [.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())];

    private static readonly Gen<StockFact> facts =
        from kind in Gen.Choose(0, 13)
        from minute in Gen.Choose(0, 199)
        from pieces in Gen.Choose(1, 30)
        from lot in Gen.Elements(early, late, fenced)
        from recall in Gen.Elements(recalls)
        select kind switch
        {
            <= 2 => In(minute, pieces, lot),
            <= 5 => Out(minute, pieces),
            6 => Out(minute, pieces, lot.Lot),
            7 => OutOf(minute, pieces, lot),
            8 => Move(minute, pieces, lot, StockCondition.Quarantine),
            9 => Recall(minute, lot.Lot, recall),
            10 => Lift(minute, lot.Lot, recall),
            11 => Out(minute, pieces, "NEVER-SEEN"),
            _ => pieces < 8 ? Count(minute, pieces, lot) : Out(minute, pieces),
        };

    // Groups of facts that come together, each with a number that says what else happens.
    private static readonly Gen<(StockFact[] Added, int Dice)[]> groups =
        (from added in facts.NonEmptyListOf()
         from dice in Gen.Choose(0, int.MaxValue)
         select (added.Take(8).ToArray(), dice)).ArrayOf().Resize(25);

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(20, true)]
    public void Ends_as_the_replay_from_the_beginning(int interval, bool mayEnd)
    {
        var endedEarly = 0;
        Prop.ForAll(groups.ToArbitrary(), history =>
        {
            var pair = new ReplayedPair(interval, mayEnd);
            foreach (var (added, dice) in history)
            {
                var random = new Random(dice);
                StockFact[] removed = random.Next(3) == 0 ? [.. pair.Facts.Where(_ => random.Next(6) == 0)] : [];
                Disturb(pair, random);
                var replay = pair.Change(added, removed);
                Agrees(pair, replay, added);
            }
            foreach (var (at, state) in pair.Checkpoints)
                Same(After(pair.Facts.Where(x => x.OccurredAt <= at)), state);
            endedEarly += pair.EndedEarly;
        }).QuickCheckThrowOnFailure();
        Assert.Equal(mayEnd, endedEarly > 0);
    }

    [Fact]
    public void Begins_at_no_checkpoint_that_was_made_under_another_ring_fence()
    {
        var pair = new ReplayedPair(interval: 1);
        pair.Change([In(0, 5, fenced), In(1, 5, late), Out(2, 5)], []);
        Assert.Equal(3, pair.Checkpoints.Count);
        var open = new RingFence(new ListedEntries([new ListedEntry("FONSABI SAEAC", "FONSABI", [])], FundingSources.Seeded));
        var replay = new LateReplay([Out(3, 1)], [], pair.Checkpoints.Keys, mayEnd: false, open);
        replay.Begin(pair.Checkpoints[replay.From!.Value]);
        replay.Take(pair.Facts, null);
        Assert.Equal((0, 4), (replay.Book.OnHand(fenced), replay.Book.OnHand(late)));
        Assert.Equal(pair.Checkpoints.Keys, replay.Dropped);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1)]
    public void Twice_as_many_late_facts_before_a_later_one_are_read_at_most_twice_as_often(int together)
    {
        Assert.InRange(Reads(10_000, together), 1, 2.2 * Reads(5_000, together));

        static int Reads(int count, int together)
        {
            var pair = new ReplayedPair(Replay.Interval);
            pair.Change([In(0, 1_000_000, late), Out(30_000, 1)], []);
            foreach (var group in Enumerable.Range(1, count).Select(x => Out(x, 1)).Chunk(together))
                pair.Change(group, []);
            Assert.Equal(1_000_000 - count - 1, pair.End.Stock.Single().Value);
            return pair.Read;
        }
    }

    [Fact]
    public void Facts_before_a_count_are_read_until_soon_after_it()
    {
        var pair = new ReplayedPair(Replay.Interval);
        pair.Change([In(0, 1_000, late), Count(1_000, 500, late), .. Enumerable.Range(1_001, 20_000).Select(x => Out(x, 1, "LATE"))], []);
        var before = pair.Read;
        for (var minute = 1; minute <= 100; minute++)
            pair.Change([Out(minute, 1)], []);
        Assert.InRange(pair.Read - before, 1, 100 * 100);
        Assert.Equal(100, pair.EndedEarly);
    }

    private static void Disturb(ReplayedPair pair, Random random)
    {
        foreach (var at in pair.Checkpoints.Keys.Where(_ => random.Next(8) == 0).ToList())
            pair.Checkpoints.Remove(at);
        if (pair.Facts.Count == 0 || random.Next(4) != 0)
            return;
        var anywhere = pair.Facts[random.Next(pair.Facts.Count)].OccurredAt;
        pair.Checkpoints[anywhere] = After(pair.Facts.Where(x => x.OccurredAt <= anywhere));
    }

    private static void Agrees(ReplayedPair pair, LateReplay replay, StockFact[] added)
    {
        var (book, charges) = PairHistory.Replay(pair.Facts);
        Same(book.State(), pair.End);
        Assert.Equal(charges.Where(x => added.Contains(x.Fact)), replay.Charges);
    }

    private static BookState After(IEnumerable<StockFact> facts) => PairHistory.Replay(facts).Book.State();

    private static void Same(BookState expected, BookState actual)
    {
        Assert.Equal(expected.Discrepancy, actual.Discrepancy);
        Assert.Equal(expected.Stock, actual.Stock);
        Assert.Equal(expected.Assumed, actual.Assumed);
        Assert.Equal(expected.Recalled, actual.Recalled);
        Assert.True(expected.IsSameAs(actual));
    }
}
