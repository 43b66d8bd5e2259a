using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Persistence;

/// <summary>
/// The one way to change stock: open the pairs, which locks them in sorted order by one statement, say what has become true of them,
/// post. Everything is part of the caller's transaction; a transaction opens the ledger once.
/// </summary>
public sealed class Ledger
{
    private readonly InventoryDb db;
    private readonly Dictionary<(string Facility, string Clave), PairLedger> pairs = [];
    private IReadOnlyCollection<StockPair> known = [];
    private RingFence? fence;

    private Ledger(InventoryDb db) => this.db = db;

    public PairLedger this[string facility, string clave] => pairs[(facility, clave)];

    public static async Task<Ledger> Open(InventoryDb db, IEnumerable<(string Facility, string Clave)> pairs, CancellationToken ct)
    {
        var ledger = new Ledger(db);
        var keys = pairs.Distinct().Select(x => new { x.Facility, x.Clave }).ToList();
        if (keys.Count == 0)
            return ledger;
        var known = await db.Pairs.LockWithKeys(x => new { x.Facility, x.Clave }, keys).ToDictionaryAsync(x => (x.Facility, x.Clave), ct);
        ledger.known = known.Values;
        var balances = known.Count == 0 ? [] : await db.Balances
            .WithKeys(x => new { x.Facility, x.Clave }, known.Keys.Select(x => new { x.Facility, x.Clave })).ToListAsync(ct);
        var byPair = balances.ToLookup(x => (x.Facility, x.Clave));
        var zones = await db.ZonesOf(keys.Select(x => x.Facility), ct);
        await LateFacts.Forget(db, known.Values.Where(x => x.CheckpointVersion != 0 && x.CheckpointVersion != x.Version).ToList(), ct);
        foreach (var (facility, clave) in keys.Select(x => (x.Facility, x.Clave)))
        {
            if (!known.TryGetValue((facility, clave), out var pair))
                db.Pairs.Add(pair = new StockPair // the loser of two first entries meets the key and runs again
                {
                    Facility = facility, Clave = clave, State = FacilityCode.Stored(facility).State.Code,
                });
            pair.CheckpointVersion = ++pair.Version;
            ledger.pairs[(facility, clave)] = new(ledger, db, pair, zones[facility], byPair[(facility, clave)]);
        }
        return ledger;
    }

    /// <summary>The catalogue's list as it is in this transaction.</summary>
    internal async Task<RingFence> Fence(CancellationToken ct) => fence ??= new RingFence(await db.FundingSources(ct));

    /// <summary>Posts what was added and removed: movements, balances, positions, and the marks on the days that change.</summary>
    public async Task Post(CancellationToken ct)
    {
        var now = db.Origin.Clock.Now();
        var changed = pairs.Values.Where(x => !x.Change.IsEmpty).ToList();
        if (changed.Count > 0)
            await Post(changed, now, ct);
        foreach (var pair in pairs.Values)
            pair.JudgePosition(now);
    }

    /// <summary>The same, where nothing changes the pairs afterwards: many of them are written at once.</summary>
    public async Task PostLast(CancellationToken ct)
    {
        await Post(ct);
        await db.UpdateAll(known, ct);
        await db.UpdateAll([.. pairs.Values.SelectMany(x => x.ChangedBalances)], ct);
    }

    private async Task Post(List<PairLedger> changed, DateTimeOffset now, CancellationToken ct)
    {
        var rule = changed.TrueForAll(x => x.NamesNoSource) ? RingFence.Seeded : await Fence(ct);
        var replays = await LateFacts.Replay(db, changed.FindAll(x => !x.TryAppend(rule, now)), rule, now, ct);
        foreach (var (pair, replay) in replays)
            pair.Take(replay, rule);
        var shrunk = changed.FindAll(x => x.Change.Removed.Count > 0);
        var posted = await PairFacts.PostedBy(db, shrunk, ct);
        var known = await PairFacts.KnownFromWithout(db, shrunk.FindAll(x => x.ForgetsSinceWhenItIsKnown), ct);
        List<Movement> movements = [.. changed.SelectMany(x =>
            x.Post([.. posted[(x.Pair.Facility, x.Pair.Clave)].Select(y => y.Posted)], known, now))];
        List<StockFact> facts = [.. changed.SelectMany(x => x.Change.Added.Where(y => !x.Change.IsMoved(y)))];
        if (shrunk.Count > 0)
            db.Facts.AddRange(facts); // saved after those whose place they take have gone
        else
            await db.InsertAll(facts, ct);
        await db.InsertAll(movements, ct);
    }
}
