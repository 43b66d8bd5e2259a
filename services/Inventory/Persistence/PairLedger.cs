using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>One locked pair: its balances, and what becomes true of it in this transaction.</summary>
public sealed class PairLedger
{
    private readonly Ledger ledger;
    private readonly InventoryDb db;
    private readonly StockPair pair;
    private readonly PairFacts facts;
    private readonly string zone;
    private readonly PairBalances balances;
    private readonly PairChange change = new();
    private (long InTransit, DateOnly? KnownFrom) judged;

    internal PairLedger(Ledger ledger, InventoryDb db, StockPair pair, string zone, IEnumerable<Balance> rows)
    {
        (this.ledger, this.db, this.pair, this.zone) = (ledger, db, pair, zone);
        (facts, balances, judged) = (new(db, pair), new(db, pair, rows), (pair.InTransit, pair.KnownFrom));
    }

    internal StockPair Pair => pair;
    internal PairChange Change => change;
    internal IEnumerable<Balance> ChangedBalances => balances.Changed;

    /// <summary>Only pieces of a funding source can be fenced.</summary>
    internal bool NamesNoSource =>
        balances.Holdings.All(x => x.FundingSource.Length == 0) && !change.Added.Any(x => x.NamesFundingSource);

    /// <summary>The fact from which on its stock is known goes.</summary>
    internal bool ForgetsSinceWhenItIsKnown => change.Removed.Any(x => x.MakesStockKnown && x.LocalDate == pair.KnownFrom);

    /// <summary>What the added facts were charged to; there once it is posted.</summary>
    public IReadOnlyList<Charge> Charges => change.Charges;

    /// <summary>How much more was found to have left than had come, by what was posted.</summary>
    public long DiscrepancyGrowth { get; private set; }

    public string Zone => zone;

    public DateOnly DateAt(DateTimeOffset instant) => Zones.DateAt(instant, zone);

    /// <summary>Now, or just after what is known already where a clock ran ahead: what is done now sees all that is there.</summary>
    public DateTimeOffset After(DateTimeOffset now) => pair.LatestAt is { } latest && latest >= now ? latest.AddMicroseconds(1) : now;

    public long OnHand(Holding holding) => balances.OnHand(holding);

    /// <summary>All pieces of the clave, usable or not.</summary>
    public long OnHand() => balances.OnHand().Values.Sum();

    /// <summary>
    /// Goods of which only the date is known came at the start of the day; where the day has been counted already, after that count,
    /// which did not see what is told only now.
    /// </summary>
    public async Task<DateTimeOffset> AfterCountOf(DateOnly day, DateTimeOffset start, CancellationToken ct)
    {
        var counted = await facts.CountedOn(day, ct);
        return counted >= start ? counted.Value.AddMicroseconds(1) : start;
    }

    /// <summary>The moment of a count, or just after the counts of that moment that are known: the one recorded later holds.</summary>
    public async Task<DateTimeOffset> AfterCountsAt(DateTimeOffset moment, CancellationToken ct)
    {
        while (moment <= pair.LatestAt && await facts.CountedAt(moment, ct))
            moment = moment.AddMicroseconds(1);
        return moment;
    }

    /// <summary>What a line of a document does to this stock.</summary>
    public void Add(StockLine line)
    {
        foreach (var fact in StockEffects.Of(line))
            change.Add(fact);
    }

    public void Add(StockFact fact) => change.Add(fact);

    public void Remove(StockFact fact) => change.Remove(fact);

    /// <inheritdoc cref="PairChange.Leave"/>
    public void Leave(StockFact fact) => change.Leave(fact);

    /// <inheritdoc cref="PairChange.Enter"/>
    public void Enter(StockFact fact, Guid? posted) => change.Enter(fact, posted);

    public void Transit(long pieces) => pair.InTransit += pieces;

    /// <summary>What was there at the moment and still is, and what of it may not leave.</summary>
    public async Task<PickableStock> Pickable(DateTimeOffset moment, CancellationToken ct)
    {
        var fence = await Fence(ct);
        IReadOnlyDictionary<Holding, long> there = pair.LatestAt is { } latest && moment < latest
            ? PairHistory.Available(await facts.BookAt(moment, fence, ct), await facts.BookAt(DateTimeOffset.MaxValue, fence, ct))
            : balances.OnHand();
        var recalls = await db.RecallsAt(FacilityCode.Stored(pair.Facility), [pair.Clave], ct);
        return new(
            there,
            balances.Reserved(),
            there.Keys.Select(x => x.Lot).Where(x => recalls.Hold(pair.Clave, x)).ToHashSet(StringComparer.Ordinal),
            fence);
    }

    /// <summary>Sets pieces aside for a held shipment, or with a negative number lets them go again.</summary>
    public void Promise(Holding holding, int pieces) => balances.Promise(holding, pieces);

    /// <returns>False: only a replay tells.</returns>
    internal bool TryAppend(RingFence fence, DateTimeOffset now)
    {
        if (!change.TryAppend(BookNow(fence), pair.LatestAt))
            return false;
        if (change.Book.IsWhole) // it has been counted
            db.Checkpoints.Add(PairCheckpoint.Of(pair, new(change.Added.Max(x => x.OccurredAt), change.Book.State()), now));
        return true;
    }

    internal void Take(LateReplay replay, RingFence fence) => change.Take(replay, BookNow(fence));

    /// <summary>Posts what was added and removed: balances, and the mark on the days that change.</summary>
    /// <param name="posted">By the documents of what was removed.</param>
    /// <param name="known">Since when stocks are known without what was removed, of those that have forgotten it.</param>
    /// <returns>Movements that the ledger gets.</returns>
    internal IReadOnlyCollection<Movement> Post(
        IReadOnlyCollection<PostedEntry> posted, IReadOnlyDictionary<(string Facility, string Clave), DateOnly?> known, DateTimeOffset now)
    {
        var (book, added, removed) = (change.Book, change.Added, change.Removed);
        DiscrepancyGrowth = book.Discrepancy - pair.Discrepancy;
        db.Facts.RemoveRange(removed.Where(x => !change.IsMoved(x)));
        var entries = LedgerEntries.Of(change, posted, balances.OnHand(), DiscrepancyGrowth, now);
        var movements = entries.Select(
            x => Movement.Of(pair, x, balances.Number(x.Holding), balances.Number(null), now, db.Origin.Subject)).ToList();
        balances.Change(book);
        if (ForgetsSinceWhenItIsKnown)
            pair.KnownFrom = known.GetValueOrDefault((pair.Facility, pair.Clave));
        pair.Remember(book, added, removed, now);
        if (added.Any(x => x.Kind == FactKind.Count && !change.IsMoved(x) && x.OccurredAt > pair.RecountSince)
            || removed.Any(x => x.Kind == FactKind.Count && x.OccurredAt == pair.RecountSince && added.All(y => y.Id != x.Id)))
            pair.RecountSince = null;
        return movements;
    }

    /// <summary>When the first of the usable lots expires; null: nothing is usable.</summary>
    public DateOnly? FirstExpiry(DateOnly today) =>
        balances.OnHand().Where(x => x.Key.IsUsable(today) && x.Value > 0).Select(x => (DateOnly?)x.Key.ExpiresOn).Min();

    /// <summary>The days from the first to yesterday, both included, that ended without a usable piece.</summary>
    internal async Task<IReadOnlySet<DateOnly>> EmptyDays(DateOnly first, DateOnly today, CancellationToken ct) => first < today
        ? (await facts.EmptyDays(first, today.AddDays(-1), await Fence(ct), ct)).ToHashSet()
        : new HashSet<DateOnly>();

    /// <summary>A count that a former code of the facility had at the moment set the balance of stocks that are one now.</summary>
    /// <returns>It was not known.</returns>
    public bool AskForCount(DateTimeOffset counted)
    {
        var isNew = pair.RecountSince != counted;
        pair.RecountSince = counted;
        return isNew;
    }

    // The list is read where it matters.
    private async Task<RingFence> Fence(CancellationToken ct) => NamesNoSource ? RingFence.Seeded : await ledger.Fence(ct);

    private Book BookNow(RingFence fence) => new(balances.OnHand(), pair.Discrepancy, pair.OwesLots, fence);

    /// <summary>
    /// Marks the position as news where usable stock or stock in transit is not what it was; a job tells the others
    /// (<c>PublishPositions</c>).
    /// </summary>
    internal void JudgePosition(DateTimeOffset now)
    {
        var today = DateAt(now);
        var usable = balances.OnHand().Where(x => x.Key.IsUsable(today)).Sum(x => x.Value);
        var unchanged = judged == (pair.InTransit, pair.KnownFrom);
        judged = (pair.InTransit, pair.KnownFrom);
        if (pair.PositionVersion > 0 && usable == pair.Usable && unchanged)
            return;
        pair.Usable = usable;
        pair.PositionVersion++;
        pair.PositionDueSince ??= now;
    }
}
