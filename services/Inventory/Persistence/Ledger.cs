using Supply.Inventory.Domain;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Persistence;

/// <summary>
/// The one way to change stock: open the pairs, which locks them in sorted order, say what has become true of them,
/// post. Everything is part of the caller's transaction; a transaction opens the ledger once.
/// </summary>
public sealed class Ledger
{
    private readonly InventoryDb db;
    private readonly SortedDictionary<(string Facility, string Clave), PairLedger> pairs = new(pairOrder);

    private static readonly Comparer<(string Facility, string Clave)> pairOrder = Comparer<(string Facility, string Clave)>.Create((a, b) =>
        string.CompareOrdinal(a.Facility, b.Facility) is not 0 and var byFacility ? byFacility : string.CompareOrdinal(a.Clave, b.Clave));

    private RingFence? fence;

    private Ledger(InventoryDb db) => this.db = db;

    public PairLedger this[string facility, string clave] => pairs[(facility, clave)];

    public static async Task<Ledger> Open(InventoryDb db, IEnumerable<(string Facility, string Clave)> pairs, CancellationToken ct)
    {
        var ledger = new Ledger(db);
        var zones = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (facility, clave) in pairs.Distinct().Order(pairOrder))
        {
            if (!zones.TryGetValue(facility, out var zone))
                zones[facility] = zone = await db.Zone(FacilityCode.Stored(facility), ct);
            ledger.pairs[(facility, clave)] = await PairLedger.Lock(ledger, db, facility, clave, zone, ct);
        }
        return ledger;
    }

    /// <summary>The catalogue's list as it is in this transaction.</summary>
    internal async Task<RingFence> Fence(CancellationToken ct) => fence ??= new RingFence(await db.FundingSources(ct));

    public async Task Post(CancellationToken ct)
    {
        var now = db.Origin.Clock.Now();
        foreach (var pair in pairs.Values)
            await pair.Post(now, ct);
    }
}
