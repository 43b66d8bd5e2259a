using Supply.Inventory.Domain;

namespace Supply.Inventory.Tests.Domain;

/// <summary>A pair in memory that is worked on as the ledger does it: facts, checkpoints, and the book as it was left.</summary>
internal sealed class ReplayedPair(int interval, bool mayEnd = true)
{
    private readonly List<StockFact> facts = [];

    public IReadOnlyList<StockFact> Facts => facts;
    public SortedDictionary<DateTimeOffset, BookState> Checkpoints { get; } = [];
    public BookState End { get; private set; } = new Book().State();

    /// <summary>How many facts were read to be replayed.</summary>
    public int Read { get; private set; }

    /// <summary>How often the end was known before all facts were read.</summary>
    public int EndedEarly { get; private set; }

    public LateReplay Change(IReadOnlyCollection<StockFact> added, IReadOnlyCollection<StockFact> removed)
    {
        var replay = new LateReplay(added, removed, Checkpoints.Keys, mayEnd, interval: interval);
        replay.Begin(replay.From is { } from ? Checkpoints[from] : null);
        while (!replay.IsDone)
        {
            var known = facts.FindAll(x => x.OccurredAt > replay.After && x.OccurredAt <= replay.Through);
            Read += known.Count;
            replay.Take(known, replay.End is { } end ? Checkpoints[end] : null);
        }
        foreach (var dropped in replay.Dropped.ToList())
            Checkpoints.Remove(dropped);
        foreach (var made in replay.Made)
            Checkpoints.Add(made.At, made.State);
        facts.RemoveAll(x => removed.Contains(x));
        facts.AddRange(added);
        if (replay.IsAsBefore)
            EndedEarly++;
        else
            End = replay.Book.State();
        return replay;
    }
}
