namespace Supply.Inventory.Domain;

/// <summary>What becomes true of a pair in one transaction, and the book that follows: by appending or by a replay.</summary>
public sealed class PairChange
{
    private readonly List<StockFact> added = [];
    private readonly List<StockFact> removed = [];
    private readonly Dictionary<StockFact, Guid?> moved = [];

    public IReadOnlyList<StockFact> Added => added;
    public IReadOnlyList<StockFact> Removed => removed;
    public bool IsEmpty => added.Count + removed.Count == 0;

    /// <summary>The book after it.</summary>
    public Book Book { get; private set; } = new();

    /// <summary>What the added facts are charged to.</summary>
    public IReadOnlyList<Charge> Charges { get; private set; } = [];

    public void Add(StockFact fact) => added.Add(fact);

    public void Remove(StockFact fact)
    {
        if (!added.Remove(fact)) // what an earlier document of the transaction said was never posted
            removed.Add(fact);
    }

    /// <summary>The fact belongs to another pair from now on: the code of its facility has changed.</summary>
    public void Leave(StockFact fact)
    {
        removed.Add(fact);
        moved[fact] = null;
    }

    /// <summary>The fact comes from the pair of another code, or stays in this one under other codes.</summary>
    /// <param name="posted">What it had posted before.</param>
    public void Enter(StockFact fact, Guid? posted)
    {
        added.Add(fact);
        moved[fact] = posted;
    }

    public bool IsMoved(StockFact fact) => moved.ContainsKey(fact);

    public bool IsMoved(StockFact fact, out Guid? posted) => moved.TryGetValue(fact, out posted);

    /// <summary>The usual case: what is added is later than all that is known, and covered.</summary>
    /// <param name="now">The book as it was left.</param>
    /// <param name="latest">No known fact is later.</param>
    /// <returns>False: only a replay tells, and <paramref name="now"/> is spoilt.</returns>
    public bool TryAppend(Book now, DateTimeOffset? latest)
    {
        if (removed.Count > 0 || added.Min(x => x.OccurredAt) <= latest
            || PairHistory.TryAppend(now, added) is not var (book, charges))
            return false;
        (Book, Charges) = (book, charges);
        return true;
    }

    /// <param name="replay">Of these facts, done.</param>
    /// <param name="now">The book as it was left.</param>
    public void Take(LateReplay replay, Book now) => (Book, Charges) = (replay.IsAsBefore ? now : replay.Book, replay.Charges);
}
