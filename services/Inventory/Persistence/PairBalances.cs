using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>The balances of one locked pair, and the numbers of its rows.</summary>
internal sealed class PairBalances(InventoryDb db, StockPair pair, IEnumerable<Balance> rows)
{
    private readonly Dictionary<Holding, Balance> byHolding = rows.ToDictionary(x => x.Holding);
    private readonly HashSet<Balance> made = [];
    private readonly HashSet<Balance> changed = [];

    /// <summary>Those that are in the database as something else.</summary>
    public IEnumerable<Balance> Changed => changed.Except(made);

    public IReadOnlyCollection<Holding> Holdings => byHolding.Keys;

    public long OnHand(Holding holding) => byHolding.TryGetValue(holding, out var balance) ? balance.OnHand : 0;

    public Dictionary<Holding, long> OnHand() => byHolding.ToDictionary(x => x.Key, x => x.Value.OnHand);

    public Dictionary<Holding, long> Reserved() => byHolding.ToDictionary(x => x.Key, x => x.Value.Reserved);

    /// <summary>The next number of the pair, or the number of the holding's balance, which is made where it is new.</summary>
    public long Number(Holding? holding)
    {
        if (holding is not { } key)
            return ++pair.LastNumber;
        if (byHolding.TryGetValue(key, out var known))
            return known.Number;
        var balance = new Balance
        {
            Facility = pair.Facility, Clave = pair.Clave, Number = ++pair.LastNumber, State = pair.State,
            Location = key.Location, Lot = key.Lot, ExpiresOn = key.ExpiresOn, FundingSource = key.FundingSource, Condition = key.Condition,
        };
        db.Balances.Add(balance);
        made.Add(balance);
        byHolding[key] = balance;
        return balance.Number;
    }

    /// <summary>Sets pieces aside for a held shipment, or with a negative number lets them go again.</summary>
    public void Promise(Holding holding, int pieces)
    {
        Number(holding); // made where it is new
        var balance = byHolding[holding];
        changed.Add(balance);
        balance.Promised += pieces;
        balance.Reserved = Math.Min(balance.Promised, balance.OnHand);
    }

    /// <summary>Each balance becomes what the book says.</summary>
    /// <exception cref="InvalidOperationException">It would fall below zero.</exception>
    public void Change(Book book)
    {
        foreach (var (holding, balance) in byHolding)
        {
            if (book.OnHand(holding) is var onHand && onHand == balance.OnHand)
                continue;
            if (onHand < 0)
                throw new InvalidOperationException($"{pair.Facility} {pair.Clave}: the balance {balance.Number} would fall below zero.");
            changed.Add(balance);
            (balance.OnHand, balance.Reserved) = (onHand, Math.Min(balance.Promised, onHand));
        }
    }
}
