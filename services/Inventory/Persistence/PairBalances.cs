using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>The balances of one locked pair, and the numbers of its rows.</summary>
internal sealed class PairBalances(InventoryDb db, StockPair pair, IEnumerable<Balance> rows)
{
    private readonly Dictionary<Holding, Balance> byHolding = rows.ToDictionary(x => x.Holding);

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
        byHolding[key] = balance;
        return balance.Number;
    }

    /// <summary>Sets pieces aside for a held shipment, or with a negative number lets them go again.</summary>
    public async Task Promise(Holding holding, int pieces, CancellationToken ct)
    {
        if (!byHolding.TryGetValue(holding, out var balance) || db.Entry(balance).State == EntityState.Added)
        {
            Number(holding); // made where it is new
            byHolding[holding].Promised += pieces;
            byHolding[holding].Reserved = Math.Min(byHolding[holding].Promised, byHolding[holding].OnHand);
            return;
        }
        await Row(balance.Number).ExecuteUpdateAsync(x => x
            .SetProperty(b => b.Promised, b => b.Promised + pieces)
            .SetProperty(b => b.Reserved, b => b.Promised + pieces < b.OnHand ? b.Promised + pieces : b.OnHand), ct);
    }

    /// <summary>Each balance becomes what the book says, by one conditional update.</summary>
    public async Task Change(Book book, CancellationToken ct)
    {
        foreach (var (holding, balance) in byHolding)
        {
            var change = book.OnHand(holding) - balance.OnHand;
            if (change == 0)
                continue;
            if (db.Entry(balance).State == EntityState.Added)
                (balance.OnHand, balance.Reserved) = (balance.OnHand + change, Math.Min(balance.Promised, balance.OnHand + change));
            else if (await Row(balance.Number).Where(x => x.OnHand + change >= 0).ExecuteUpdateAsync(x => x
                .SetProperty(b => b.OnHand, b => b.OnHand + change)
                .SetProperty(b => b.Reserved, b => b.Promised < b.OnHand + change ? b.Promised : b.OnHand + change), ct) != 1)
                throw new InvalidOperationException($"{pair.Facility} {pair.Clave}: the balance {balance.Number} would fall below zero.");
            else
                balance.OnHand += change;
        }
    }

    private IQueryable<Balance> Row(long number) =>
        db.Balances.Where(x => x.Facility == pair.Facility && x.Clave == pair.Clave && x.Number == number);
}
