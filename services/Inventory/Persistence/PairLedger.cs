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

    internal PairLedger(Ledger ledger, InventoryDb db, StockPair pair, string zone, IEnumerable<Balance> rows) =>
        (this.ledger, this.db, this.pair, this.zone, facts, balances) = (
            ledger, db, pair, zone, new(db, pair), new(db, pair, rows));

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
            ? PairHistory.AvailableAt(await facts.Deciding(moment, ct), moment, fence)
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

    /// <summary>Posts what was added and removed: movements, balances, the position, and the mark on the days that change.</summary>
    public async Task Post(DateTimeOffset now, CancellationToken ct)
    {
        if (added.Count + removed.Count > 0)
        {
            var (book, charges) = await TryAppend(ct) ?? await Replay(ct);
            Charges = charges;
            DiscrepancyGrowth = book.Discrepancy - pair.Discrepancy;
            db.Facts.AddRange(added.Where(x => !moved.ContainsKey(x)));
            db.Facts.RemoveRange(removed.Where(x => !moved.ContainsKey(x)));
            var onHand = balances.OnHand();
            var rows = new LedgerEntries(
                pair, now, db.Origin.Subject, removed.Count == 0 ? [] : await facts.PostedBy(removed, ct), moved, balances.Number);
            rows.PostDocuments(added, removed, charges);
            rows.PostDiscrepancy(DiscrepancyGrowth, charges);
            rows.PostCorrections(onHand, book);
            db.Movements.AddRange(rows.Movements);
            balances.Change(book);
            await Remember(book, now, ct);
        }
        JudgePosition(now);
    }

    /// <summary>When the first of the usable lots expires; null: nothing is usable.</summary>
    public DateOnly? FirstExpiry(DateOnly today) =>
        balances.OnHand().Where(x => x.Key.IsUsable(today) && x.Value > 0).Select(x => (DateOnly?)x.Key.ExpiresOn).Min();

    /// <summary>The days from the first to yesterday, both included, that ended without a usable piece.</summary>
    internal async Task<IReadOnlySet<DateOnly>> EmptyDays(DateOnly first, DateOnly today, CancellationToken ct) => first < today
        ? PairHistory.EmptyDays(await facts.DecidingFrom(first, ct), first, today.AddDays(-1), await Fence(ct)).ToHashSet()
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

    // Only pieces of a funding source can be fenced; the list is read where there are some.
    private async Task<RingFence> Fence(CancellationToken ct) =>
        balances.Holdings.Any(x => x.FundingSource.Length > 0) || added.Any(x => x.NamesFundingSource)
            ? await ledger.Fence(ct)
            : RingFence.Seeded;

    private async Task<(Book, List<Charge>)?> TryAppend(CancellationToken ct)
    {
        if (removed.Count > 0 || (pair.LatestAt is { } latest && added.Min(x => x.OccurredAt) <= latest))
            return null;
        return PairHistory.TryAppend(new Book(balances.OnHand(), pair.Discrepancy, pair.OwesLots, await Fence(ct)), added);
    }

    private async Task<(Book, List<Charge>)> Replay(CancellationToken ct)
    {
        var gone = removed.Select(x => x.Id).ToHashSet();
        var known = await facts.Deciding(added.Concat(removed).Min(x => x.OccurredAt), ct);
        var (book, charges) = PairHistory.Replay(known.Where(x => !gone.Contains(x.Id)).Concat(added), await Fence(ct));
        var own = added.ToHashSet();
        return (book, [.. charges.Where(x => own.Contains(x.Fact))]);
    }

    private async Task Remember(Book book, DateTimeOffset now, CancellationToken ct)
    {
        if (removed.Any(x => x.MakesStockKnown && x.LocalDate == pair.KnownFrom))
            pair.KnownFrom = await facts.KnownFromWithout(removed, ct);
        pair.Remember(book, added, removed, now);
        if (added.Any(x => x.Kind == FactKind.Count && !moved.ContainsKey(x) && x.OccurredAt > pair.RecountSince)
            || removed.Any(x => x.Kind == FactKind.Count && x.OccurredAt == pair.RecountSince && added.TrueForAll(y => y.Id != x.Id)))
            pair.RecountSince = null;
    }

    /// <summary>
    /// Marks the position as news where usable stock or stock in transit is not what it was; a job tells the others
    /// (<c>PublishPositions</c>).
    /// </summary>
    internal void JudgePosition(DateTimeOffset now)
    {
        var today = DateAt(now);
        var usable = balances.OnHand().Where(x => x.Key.IsUsable(today)).Sum(x => x.Value);
        var entry = db.Entry(pair);
        var isNew = pair.PositionVersion == 0;
        if (!isNew && usable == pair.Usable && !Changed(nameof(StockPair.InTransit)) && !Changed(nameof(StockPair.KnownFrom)))
            return;
        pair.Usable = usable;
        pair.PositionVersion++;
        pair.PositionDueSince ??= now;

        bool Changed(string property) => !Equals(entry.Property(property).OriginalValue, entry.Property(property).CurrentValue);
    }
}
