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
    private readonly List<StockFact> added = [];
    private readonly List<StockFact> removed = [];
    private readonly Dictionary<StockFact, Guid?> moved = [];
    private Book book = null!;
    private (long InTransit, DateOnly? KnownFrom) judged;

    internal PairLedger(Ledger ledger, InventoryDb db, StockPair pair, string zone, IEnumerable<Balance> rows)
    {
        (this.ledger, this.db, this.pair, this.zone) = (ledger, db, pair, zone);
        (facts, balances, judged) = (new(db, pair), new(db, pair, rows), (pair.InTransit, pair.KnownFrom));
    }

    internal StockPair Pair => pair;
    internal IReadOnlyList<StockFact> Added => added;
    internal IReadOnlyList<StockFact> Removed => removed;

    /// <summary>Only pieces of a funding source can be fenced.</summary>
    internal bool NamesNoSource =>
        balances.Holdings.All(x => x.FundingSource.Length == 0) && !added.Exists(x => x.NamesFundingSource);

    /// <summary>The fact from which on its stock is known goes.</summary>
    internal bool ForgetsSinceWhenItIsKnown => removed.Exists(x => x.MakesStockKnown && x.LocalDate == pair.KnownFrom);

    /// <summary>What the added facts were charged to; there once it is posted.</summary>
    public IReadOnlyList<Charge> Charges { get; private set; } = [];

    /// <summary>How much more was found to have left than had come, by what was posted.</summary>
    public long DiscrepancyGrowth { get; private set; }

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

    public void Transit(long change) => pair.InTransit += change;

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

    /// <summary>The usual case: what was added is later than all that is known, and covered.</summary>
    /// <returns>False: only a replay tells.</returns>
    internal bool TryAppend(RingFence fence, DateTimeOffset now)
    {
        if (removed.Count > 0 || (pair.LatestAt is { } latest && added.Min(x => x.OccurredAt) <= latest)
            || PairHistory.TryAppend(BookNow(fence), added) is not var (appended, charges))
            return false;
        (book, Charges) = (appended, charges);
        if (book.IsWhole) // it has been counted
            db.Checkpoints.Add(PairCheckpoint.Of(pair, new(added.Max(x => x.OccurredAt), book.State()), now));
        return true;
    }

    internal void Take(LateReplay replay, RingFence fence) =>
        (book, Charges) = (replay.IsAsBefore ? BookNow(fence) : replay.Book, replay.Charges);

    /// <summary>Posts what was added and removed: movements, balances, and the mark on the days that change.</summary>
    /// <param name="posted">By the documents of what was removed.</param>
    /// <param name="known">Since when stocks are known without what was removed, of those that have forgotten it.</param>
    internal void Post(
        IReadOnlyList<Movement> posted, IReadOnlyDictionary<(string Facility, string Clave), DateOnly?> known, DateTimeOffset now)
    {
        DiscrepancyGrowth = book.Discrepancy - pair.Discrepancy;
        db.Facts.AddRange(added.Where(x => !moved.ContainsKey(x)));
        db.Facts.RemoveRange(removed.Where(x => !moved.ContainsKey(x)));
        var onHand = balances.OnHand();
        var rows = new LedgerEntries(pair, now, db.Origin.Subject, posted, moved, balances.Number);
        rows.PostDocuments(added, removed, Charges);
        rows.PostDiscrepancy(DiscrepancyGrowth, Charges);
        rows.PostCorrections(onHand, book);
        db.Movements.AddRange(rows.Movements);
        balances.Change(book);
        if (ForgetsSinceWhenItIsKnown)
            pair.KnownFrom = known.GetValueOrDefault((pair.Facility, pair.Clave));
        pair.Remember(book, added, removed, now);
        if (added.Exists(x => x.Kind == FactKind.Count && !moved.ContainsKey(x) && x.OccurredAt > pair.RecountSince)
            || removed.Exists(x => x.Kind == FactKind.Count && x.OccurredAt == pair.RecountSince && added.TrueForAll(y => y.Id != x.Id)))
            pair.RecountSince = null;
    }

    /// <summary>When the first of the usable lots expires; null: nothing is usable.</summary>
    public DateOnly? FirstExpiry(DateOnly today) =>
        balances.OnHand().Where(x => x.Key.IsUsable(today) && x.Value > 0).Select(x => (DateOnly?)x.Key.ExpiresOn).Min();

    /// <summary>The days from the first to yesterday, both included, that ended without a usable piece.</summary>
    internal async Task<IReadOnlySet<DateOnly>> EmptyDays(DateOnly first, DateOnly today, CancellationToken ct) => first < today
        ? (await facts.EmptyDays(first, today.AddDays(-1), await Fence(ct), ct)).ToHashSet()
        : new HashSet<DateOnly>();

    public Task PublishStockOutDays(DateTimeOffset now, CancellationToken ct) => StockOutDays.Publish(this, db, pair, now, ct);

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
