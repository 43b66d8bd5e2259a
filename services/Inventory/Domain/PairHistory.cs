namespace Supply.Inventory.Domain;

/// <summary>The facts of one facility and clave in their order, whatever the order in which they arrived.</summary>
public static class PairHistory
{
    /// <summary>By instant; at one instant what comes in before what goes out, and a count last; then by document.</summary>
    public static IEnumerable<StockFact> InOrder(IEnumerable<StockFact> facts) => facts
        .OrderBy(x => x.OccurredAt)
        .ThenBy(x => x.Kind)
        .ThenBy(x => x.DocumentId)
        .ThenBy(x => x.PartOf)
        .ThenBy(x => x.Line)
        .ThenBy(x => x.Part);

    /// <summary>Single facts, and the lines of a count together.</summary>
    public static IEnumerable<StockFact[]> Steps(IEnumerable<StockFact> facts)
    {
        var count = new List<StockFact>();
        foreach (var fact in InOrder(facts))
        {
            if (count.Count > 0 && (fact.Kind != FactKind.Count || fact.DocumentId != count[0].DocumentId))
            {
                yield return [.. count];
                count.Clear();
            }
            if (fact.Kind == FactKind.Count)
                count.Add(fact);
            else
                yield return [fact];
        }
        if (count.Count > 0)
            yield return [.. count];
    }

    /// <summary>The book after all facts, and what each was charged to in its moment.</summary>
    public static (Book Book, List<Charge> Charges) Replay(IEnumerable<StockFact> facts, RingFence? fence = null)
    {
        var (book, charges) = (new Book(fence), new List<Charge>());
        foreach (var step in Steps(facts))
            book.Apply(step, charges);
        return (book, charges);
    }

    /// <summary>
    /// The usual case: facts that are later than everything known, and covered; nothing that was charged before can change.
    /// </summary>
    /// <returns>Null: only a replay tells.</returns>
    public static (Book Book, List<Charge> Charges)? TryAppend(Book book, IEnumerable<StockFact> facts)
    {
        var charges = new List<Charge>();
        foreach (var step in Steps(facts))
        {
            if (!book.CanAppend(step[0]))
                return null;
            book.Apply(step, charges);
        }
        return (book, charges);
    }

    /// <summary>
    /// Pieces that could have left at the moment: there then, and not since taken by a document that names their lot.
    /// </summary>
    /// <param name="then">After all facts until the moment.</param>
    /// <param name="now">After all facts.</param>
    public static IReadOnlyDictionary<Holding, long> Available(Book then, Book now) =>
        then.Stock.ToDictionary(x => x.Key, x => Math.Min(x.Value, now.OnHand(x.Key) + now.AssumedFrom(x.Key)));

    /// <summary>The days from the first to the last, both included, that ended without a usable piece.</summary>
    /// <param name="facts">Those after the checkpoint, which is before the first day.</param>
    /// <param name="from">Null: from the beginning.</param>
    public static IReadOnlyList<DateOnly> EmptyDays(
        IEnumerable<StockFact> facts, DateOnly first, DateOnly last, RingFence? fence = null, Checkpoint? from = null)
    {
        var (book, charges, empty) = (
            from is null ? new Book(fence) : new Book(from.State, fence), new List<Charge>(), new List<DateOnly>());
        var steps = new Queue<StockFact[]>(Steps(facts));
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            while (steps.TryPeek(out var next) && next[0].LocalDate <= day)
                book.Apply(steps.Dequeue(), charges);
            if (book.Usable(day) == 0)
                empty.Add(day);
        }
        return empty;
    }
}
