namespace Supply.Inventory.Domain;

/// <summary>
/// Takes the facts of a pair in their order, from the beginning or from a checkpoint on, and makes checkpoints on its way: after each
/// count, and where many facts have been taken since the last one.
/// </summary>
/// <param name="from">Null: from the beginning.</param>
/// <param name="asked">The facts whose charges are wanted.</param>
/// <param name="interval">
/// Facts between two checkpoints. A fact that is told late costs the reading of half as many, a checkpoint one row of some hundred bytes.
/// </param>
public sealed class Replay(
    Checkpoint? from, IReadOnlyCollection<StockFact> asked, RingFence? fence = null, int interval = Replay.Interval)
{
    public const int Interval = 256;

    private readonly HashSet<StockFact> asked = [.. asked];
    private int taken;
    private bool isCounted;
    private DateTimeOffset at;

    public Book Book { get; } = from is null ? new Book(fence) : new Book(from.State, fence);

    /// <summary>What the facts asked for were charged to.</summary>
    public List<Charge> Charges { get; } = [];

    public List<Checkpoint> Checkpoints { get; } = [];

    /// <param name="facts">All that come next until some instant, those of the instant included, in any order.</param>
    public void Take(IEnumerable<StockFact> facts)
    {
        var charges = new List<Charge>();
        foreach (var step in PairHistory.Steps(facts))
        {
            if (step[0].OccurredAt > at)
                Keep();
            Book.Apply(step, charges);
            if (asked.Count > 0)
                Charges.AddRange(charges.Where(x => asked.Contains(x.Fact)));
            charges.Clear();
            (at, taken, isCounted) = (step[0].OccurredAt, taken + step.Length, isCounted || step[0].Kind == FactKind.Count);
        }
        Keep();
    }

    private void Keep()
    {
        if (!isCounted && taken < interval)
            return;
        Checkpoints.Add(new(at, Book.State()));
        (taken, isCounted) = (0, false);
    }
}
