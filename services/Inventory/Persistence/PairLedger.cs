using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>One locked pair: its balances, and what becomes true of it in this transaction.</summary>
public sealed class PairLedger
{
    private readonly InventoryDb db;
    private readonly StockPair pair;
    private readonly string zone;
    private readonly Dictionary<Holding, Balance> balances;
    private readonly List<StockFact> added = [];
    private readonly List<StockFact> removed = [];
    private readonly Dictionary<StockFact, Guid?> moved = [];

    private PairLedger(InventoryDb db, StockPair pair, string zone, Dictionary<Holding, Balance> balances) =>
        (this.db, this.pair, this.zone, this.balances) = (db, pair, zone, balances);

    /// <summary>What the added facts were charged to; there once it is posted.</summary>
    public IReadOnlyList<Charge> Charges { get; private set; } = [];

    /// <summary>How much more was found to have left than had come, by what was posted.</summary>
    public long DiscrepancyGrowth { get; private set; }

    /// <summary>Waits for others who change the pair and keeps them out until the transaction ends.</summary>
    public static async Task<PairLedger> Lock(InventoryDb db, string facility, string clave, string zone, CancellationToken ct)
    {
        var locked = await db.Pairs
            .Where(x => x.Facility == facility && x.Clave == clave)
            .ExecuteUpdateAsync(x => x.SetProperty(p => p.Version, p => p.Version + 1), ct);
        if (locked == 0)
        {
            var fresh = new StockPair { Facility = facility, Clave = clave, State = FacilityCode.Stored(facility).State.Code };
            db.Pairs.Add(fresh); // the loser of two first entries meets the key and runs again
            return new(db, fresh, zone, []);
        }
        var pair = await db.Pairs.SingleAsync(x => x.Facility == facility && x.Clave == clave, ct);
        var balances = await db.Balances.Where(x => x.Facility == facility && x.Clave == clave).AsNoTracking().ToListAsync(ct);
        return new(db, pair, zone, balances.ToDictionary(x => x.Holding));
    }

    public DateOnly DateAt(DateTimeOffset instant) => Zones.DateAt(instant, zone);

    /// <summary>Now, or just after what is known already where a clock ran ahead: what is done now sees all that is there.</summary>
    public DateTimeOffset After(DateTimeOffset now) => pair.LatestAt is { } latest && latest >= now ? latest.AddMicroseconds(1) : now;

    public long OnHand(Holding holding) => balances.TryGetValue(holding, out var balance) ? balance.OnHand : 0;

    /// <summary>All pieces of the clave, usable or not.</summary>
    public long OnHand() => balances.Values.Sum(x => x.OnHand);

    /// <summary>
    /// Goods of which only the date is known came at the start of the day; where the day has been counted already, after that count,
    /// which did not see what is told only now.
    /// </summary>
    public async Task<DateTimeOffset> AfterCountOf(DateOnly day, DateTimeOffset start, CancellationToken ct)
    {
        var counted = await db.Facts.Where(x =>
            x.Facility == pair.Facility
            && x.Clave == pair.Clave
            && x.Kind == FactKind.Count
            && x.LocalDate == day)
            .MaxAsync(x => (DateTimeOffset?)x.OccurredAt, ct);
        return counted >= start ? counted.Value.AddMicroseconds(1) : start;
    }

    public void Add(StockFact fact) => added.Add(fact);

    public void Remove(StockFact fact) => removed.Add(fact);

    /// <summary>The fact belongs to another pair from now on: the code of its facility has changed.</summary>
    public void Leave(StockFact fact)
    {
        removed.Add(fact);
        moved[fact] = null;
    }

    /// <summary>The fact comes from the pair of another code.</summary>
    /// <param name="posted">What it had posted there.</param>
    public void Enter(StockFact fact, Guid? posted)
    {
        added.Add(fact);
        moved[fact] = posted;
    }

    public void Transit(long change) => pair.InTransit += change;

    /// <summary>What was there at the moment and still is, and what of it may not leave.</summary>
    public async Task<PickableStock> Pickable(DateTimeOffset moment, CancellationToken ct)
    {
        IReadOnlyDictionary<Holding, long> there = pair.LatestAt is { } latest && moment < latest
            ? PairHistory.AvailableAt(await Facts(moment, ct), moment)
            : balances.ToDictionary(x => x.Key, x => x.Value.OnHand);
        var recalls = await db.RecallsAt(FacilityCode.Stored(pair.Facility), [pair.Clave], ct);
        return new(
            there,
            balances.ToDictionary(x => x.Key, x => x.Value.Reserved),
            there.Keys.Select(x => x.Lot).Where(x => recalls.Hold(pair.Clave, x)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Sets pieces aside for a held shipment, or with a negative number lets them go again.</summary>
    public async Task Promise(Holding holding, int pieces, CancellationToken ct)
    {
        if (!balances.TryGetValue(holding, out var balance) || db.Entry(balance).State == EntityState.Added)
        {
            Number(holding); // made where it is new
            balances[holding].Promised += pieces;
            balances[holding].Reserved = Math.Min(balances[holding].Promised, balances[holding].OnHand);
            return;
        }
        await Rows(balance.Number).ExecuteUpdateAsync(x => x
            .SetProperty(b => b.Promised, b => b.Promised + pieces)
            .SetProperty(b => b.Reserved, b => b.Promised + pieces < b.OnHand ? b.Promised + pieces : b.OnHand), ct);
    }

    /// <summary>Posts what was added and removed: movements, balances, the position, and the mark on the days that change.</summary>
    public async Task Post(DateTimeOffset now, CancellationToken ct)
    {
        if (added.Count + removed.Count > 0)
        {
            var (book, charges) = TryAppend() ?? await Replay(ct);
            Charges = charges;
            DiscrepancyGrowth = book.Discrepancy - pair.Discrepancy;
            db.Facts.AddRange(added.Where(x => !moved.ContainsKey(x)));
            db.Facts.RemoveRange(removed.Where(x => !moved.ContainsKey(x)));
            var onHand = balances.ToDictionary(x => x.Key, x => x.Value.OnHand);
            var rows = new LedgerEntries(
                pair, now, db.Origin.Subject, removed.Count == 0 ? [] : await PostedBy(removed, ct), moved, Number);
            rows.PostDocuments(added, removed, charges);
            rows.PostDiscrepancy(DiscrepancyGrowth);
            rows.PostCorrections(onHand, book);
            db.Movements.AddRange(rows.Movements);
            await ChangeBalances(book, ct);
            await Remember(book, now, ct);
        }
        JudgePosition(now);
    }

    /// <summary>The pair's facts since the last count before the moment, which decide what is true at the moment and after it.</summary>
    public async Task<List<StockFact>> Facts(DateTimeOffset moment, CancellationToken ct)
    {
        var all = db.Facts.AsNoTracking().Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave);
        var count = await all
            .Where(x => x.Kind == FactKind.Count && x.OccurredAt < moment)
            .MaxAsync(x => (DateTimeOffset?)x.OccurredAt, ct);
        return await (count is { } anchor ? all.Where(x => x.OccurredAt >= anchor) : all).ToListAsync(ct);
    }

    /// <summary>The facts that decide the stock from the date on: those since the last count before it.</summary>
    public async Task<List<StockFact>> FactsBefore(DateOnly date, CancellationToken ct)
    {
        var first = await db.Facts
            .Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave && x.LocalDate >= date)
            .MinAsync(x => (DateTimeOffset?)x.OccurredAt, ct);
        return await Facts(first ?? DateTimeOffset.MaxValue, ct);
    }

    /// <summary>When the first of the usable lots expires; null: nothing is usable.</summary>
    public DateOnly? FirstExpiry(DateOnly today) =>
        balances.Where(x => x.Key.IsUsable(today) && x.Value.OnHand > 0).Select(x => (DateOnly?)x.Key.ExpiresOn).Min();

    public Task PublishStockOutDays(DateTimeOffset now, CancellationToken ct) => StockOutDays.Publish(this, db, pair, now, ct);

    // The usual case: later than everything known, and covered. Nothing that was posted before can change.
    private (Book, List<Charge>)? TryAppend()
    {
        if (removed.Count > 0 || (pair.LatestAt is { } latest && added.Min(x => x.OccurredAt) <= latest))
            return null;
        var book = new Book(balances.Select(x => KeyValuePair.Create(x.Key, x.Value.OnHand)), pair.Discrepancy, pair.OwesLots);
        var charges = new List<Charge>();
        foreach (var step in PairHistory.Steps(added))
        {
            if (!book.CanAppend(step[0]))
                return null;
            book.Apply(step, charges);
        }
        return (book, charges);
    }

    private async Task<(Book, List<Charge>)> Replay(CancellationToken ct)
    {
        var gone = removed.Select(x => x.Id).ToHashSet();
        var facts = await Facts(added.Concat(removed).Min(x => x.OccurredAt), ct);
        var (book, charges) = PairHistory.Replay(facts.Where(x => !gone.Contains(x.Id)).Concat(added));
        var own = added.ToHashSet();
        return (book, [.. charges.Where(x => own.Contains(x.Fact))]);
    }

    /// <summary>What the documents of these facts have posted of their own.</summary>
    private async Task<List<Movement>> PostedBy(List<StockFact> facts, CancellationToken ct)
    {
        var documents = facts.Select(x => x.DocumentId).Distinct().ToList();
        return await db.Movements.AsNoTracking()
            .Where(x =>
                x.Facility == pair.Facility
                && x.Clave == pair.Clave
                && documents.Contains(x.DocumentId)
                && x.Reason != Reason.Corrected
                && x.Reason != Reason.Discrepancy)
            .OrderBy(x => x.Number).ToListAsync(ct);
    }

    /// <summary>The next number of the pair, or the number of the holding's balance, which is made where it is new.</summary>
    private long Number(Holding? holding)
    {
        if (holding is not { } key)
            return ++pair.LastNumber;
        if (balances.TryGetValue(key, out var known))
            return known.Number;
        var balance = new Balance
        {
            Facility = pair.Facility, Clave = pair.Clave, Number = ++pair.LastNumber, State = pair.State,
            Location = key.Location, Lot = key.Lot, ExpiresOn = key.ExpiresOn, FundingSource = key.FundingSource, Condition = key.Condition,
        };
        db.Balances.Add(balance);
        balances[key] = balance;
        return balance.Number;
    }

    private async Task ChangeBalances(Book book, CancellationToken ct)
    {
        foreach (var (holding, balance) in balances)
        {
            var change = book.OnHand(holding) - balance.OnHand;
            if (change == 0)
                continue;
            if (db.Entry(balance).State == EntityState.Added)
                (balance.OnHand, balance.Reserved) = (balance.OnHand + change, Math.Min(balance.Promised, balance.OnHand + change));
            else if (await Rows(balance.Number).Where(x => x.OnHand + change >= 0).ExecuteUpdateAsync(x => x
                .SetProperty(b => b.OnHand, b => b.OnHand + change)
                .SetProperty(b => b.Reserved, b => b.Promised < b.OnHand + change ? b.Promised : b.OnHand + change), ct) != 1)
                throw new InvalidOperationException($"{pair.Facility} {pair.Clave}: the balance {balance.Number} would fall below zero.");
            else
                balance.OnHand += change;
        }
    }

    private IQueryable<Balance> Rows(long number) =>
        db.Balances.Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave && x.Number == number);

    private async Task Remember(Book book, DateTimeOffset now, CancellationToken ct)
    {
        var changed = added.Concat(removed).ToList();
        if (DiscrepancyGrowth != 0)
            (pair.DiscrepancySince, pair.DiscrepancyChangedAt) = (
                pair.Discrepancy == 0 ? now : book.Discrepancy == 0 ? null : pair.DiscrepancySince, now);
        (pair.Discrepancy, pair.OwesLots) = (book.Discrepancy, book.OwesLots);
        pair.LatestAt = Later(pair.LatestAt, changed.Max(x => x.OccurredAt));
        var known = added.Where(x => x.MakesStockKnown).Select(x => (DateOnly?)x.LocalDate).Min();
        if (removed.Any(x => x.MakesStockKnown && x.LocalDate == pair.KnownFrom))
            pair.KnownFrom = await KnownWithoutRemoved(ct);
        pair.KnownFrom = pair.KnownFrom is { } before && (known is null || before <= known) ? before : known;
        var since = changed.Min(x => x.LocalDate);
        pair.DirtySince = pair.DirtySince is { } dirty && dirty <= since ? dirty : since;
        pair.DirtyMarks++;
    }

    private async Task<DateOnly?> KnownWithoutRemoved(CancellationToken ct)
    {
        var gone = removed.Select(x => x.Id).ToList();
        return await db.Facts
            .Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave && !gone.Contains(x.Id))
            .Where(x => x.Reason == Reason.Receipt || x.Reason == Reason.Received || x.Reason == Reason.Counted)
            .MinAsync(x => (DateOnly?)x.LocalDate, ct);
    }

    /// <summary>
    /// Marks the position as news where usable stock or stock in transit is not what it was; a job tells the others
    /// (<c>PublishPositions</c>).
    /// </summary>
    internal void JudgePosition(DateTimeOffset now)
    {
        var today = DateAt(now);
        var usable = balances.Where(x => x.Key.IsUsable(today)).Sum(x => x.Value.OnHand);
        var entry = db.Entry(pair);
        var isNew = pair.PositionVersion == 0;
        if (!isNew && usable == pair.Usable && !Changed(nameof(StockPair.InTransit)) && !Changed(nameof(StockPair.KnownFrom)))
            return;
        pair.Usable = usable;
        pair.PositionVersion++;
        pair.PositionDueSince ??= now;

        bool Changed(string property) => !Equals(entry.Property(property).OriginalValue, entry.Property(property).CurrentValue);
    }

    private static DateTimeOffset Later(DateTimeOffset? a, DateTimeOffset b) => a > b ? a.Value : b;
}
