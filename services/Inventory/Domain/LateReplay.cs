namespace Supply.Inventory.Domain;

/// <summary>
/// What becomes of a pair when facts come that are not its latest, or go. It begins at the checkpoint before the first of them, and ends
/// where the book is what it was at a checkpoint after the last: what follows is charged as before, so the end is as before too. It asks
/// for facts part by part, each twice as long as the one before, so that a count soon after ends it soon.
/// </summary>
public sealed class LateReplay
{
    private readonly IReadOnlyCollection<StockFact> added;
    private readonly HashSet<Guid> gone;
    private readonly RingFence fence;
    private readonly int interval;
    private readonly DateTimeOffset first;
    private readonly List<DateTimeOffset> checkpoints;
    private readonly List<DateTimeOffset> ends;
    private Replay replay = null!;
    private int part = 1;
    private int next;

    /// <param name="removed">Those that are added too, under other codes, have the same ids.</param>
    /// <param name="checkpoints">When the pair has checkpoints.</param>
    /// <param name="mayEnd">
    /// False where funding sources are named: what the ring fence says of them may have changed since the end was computed.
    /// </param>
    public LateReplay(
        IReadOnlyCollection<StockFact> added, IReadOnlyCollection<StockFact> removed, IEnumerable<DateTimeOffset> checkpoints,
        bool mayEnd, RingFence? fence = null, int interval = Replay.Interval)
    {
        (this.added, this.fence, this.interval) = (added, fence ?? RingFence.Seeded, interval);
        gone = removed.Select(x => x.Id).ToHashSet();
        this.checkpoints = [.. checkpoints.Order()];
        first = added.Concat(removed).Min(x => x.OccurredAt);
        var last = added.Concat(removed).Max(x => x.OccurredAt);
        ends = mayEnd ? this.checkpoints.FindAll(x => x >= last) : [];
        From = this.checkpoints.FindLastIndex(x => x < first) is >= 0 and var at ? this.checkpoints[at] : null;
    }

    /// <summary>The checkpoint at which it begins; null: at the beginning.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>It needs the facts after this instant ...</summary>
    public DateTimeOffset After { get; private set; }

    /// <summary>... through this one, where there is a checkpoint that it compares.</summary>
    public DateTimeOffset Through => End ?? DateTimeOffset.MaxValue;

    /// <summary>The checkpoint at the end of the next part; null: the part has no end.</summary>
    public DateTimeOffset? End => next + part <= ends.Count ? ends[next + part - 1] : null;

    public bool IsDone { get; private set; }

    /// <summary>Stock, discrepancy and what is owed are what they were; <see cref="Book"/> is that of <see cref="After"/>.</summary>
    public bool IsAsBefore { get; private set; }

    public Book Book => replay.Book;

    /// <summary>What the added facts are charged to.</summary>
    public IReadOnlyList<Charge> Charges => replay.Charges;

    /// <summary>Those that it made, in the place of <see cref="Dropped"/>.</summary>
    public IEnumerable<Checkpoint> Made => IsAsBefore ? replay.Checkpoints.Where(x => x.At < After) : replay.Checkpoints;

    /// <summary>Checkpoints that are not true any more.</summary>
    public IEnumerable<DateTimeOffset> Dropped =>
        checkpoints.Where(x => (From is null || x >= first) && !(IsAsBefore && x >= After));

    /// <param name="state">Of the checkpoint at <see cref="From"/>.</param>
    public void Begin(BookState? state)
    {
        var from = From is { } at && state?.HoldsUnder(fence) is true ? new Checkpoint(at, state) : null;
        (From, After) = (from?.At, from?.At ?? DateTimeOffset.MinValue);
        replay = new(from, added, fence, interval);
    }

    /// <param name="known">What the pair had after <see cref="After"/> and through <see cref="Through"/>.</param>
    /// <param name="end">The state of the checkpoint at <see cref="End"/>.</param>
    public void Take(IEnumerable<StockFact> known, BookState? end)
    {
        var through = Through;
        replay.Take(known.Where(x => !gone.Contains(x.Id)).Concat(added.Where(x => x.OccurredAt > After && x.OccurredAt <= through)));
        IsAsBefore = End is not null && end is not null && Book.State().IsSameAs(end);
        IsDone = IsAsBefore || End is null;
        After = through;
        (next, part) = (next + part, part * 2);
    }
}
