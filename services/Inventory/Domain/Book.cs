namespace Supply.Inventory.Domain;

/// <summary>
/// The stock of one facility and clave while its facts are taken in order. What is handed out is a fact: where the book
/// has too little, the discrepancy grows, and no balance falls below 0. Lots that a document does not name are assumed
/// first expired first out; a document that names a lot outranks an assumption, and a lot that was named before it came
/// in gives back, when it comes, what was taken from others in its stead.
/// </summary>
public sealed class Book
{
    private readonly SortedDictionary<Holding, long> stock = [];

    // Pieces taken from a holding by documents that named no lot ("") or another one.
    private readonly SortedDictionary<Assumption, long> assumed = [];

    // Pieces that a recall moved into a holding, since the last count.
    private readonly SortedDictionary<RecalledInto, long> recalled = [];

    // What the ring fence says of the funding sources that had pieces since the last count: what it was asked for, and more.
    private readonly SortedDictionary<string, bool> fenced = new(StringComparer.Ordinal);

    private readonly RingFence fence;
    private bool owesUnknown;

    /// <summary>An empty book, for a history from its beginning.</summary>
    public Book(RingFence? fence = null) => this.fence = fence ?? RingFence.Seeded;

    /// <summary>A book as it was left; what it had assumed is not known, so only facts that <see cref="CanAppend"/> may follow.</summary>
    public Book(IEnumerable<KeyValuePair<Holding, long>> left, long discrepancy, bool owesLots, RingFence? fence = null) : this(fence)
    {
        foreach (var (holding, pieces) in left)
            Put(holding, pieces);
        (Discrepancy, owesUnknown, IsWhole) = (discrepancy, owesLots, false);
    }

    /// <summary>A book as it was, with all that it had assumed.</summary>
    public Book(BookState state, RingFence? fence = null) : this(fence)
    {
        Discrepancy = state.Discrepancy;
        stock = new(state.Stock.ToDictionary());
        assumed = new(state.Assumed.ToDictionary());
        recalled = new(state.Recalled.ToDictionary());
        fenced = new(state.Fenced.ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Nothing that it had assumed is missing: any fact may follow, and <see cref="State"/> is all of it.</summary>
    public bool IsWhole { get; private set; } = true;

    public BookState State() => new(Discrepancy, [.. stock], [.. assumed], [.. recalled], [.. fenced]);

    /// <summary>The greatest excess of outflow over inflow at any moment since the last count.</summary>
    public long Discrepancy { get; private set; }

    /// <summary>A named lot was covered by others: its arrival will change what they were charged.</summary>
    public bool OwesLots => owesUnknown || assumed.Keys.Any(x => x.Named.Length > 0);

    public IReadOnlyDictionary<Holding, long> Stock => stock;

    public long OnHand(Holding holding) => stock.GetValueOrDefault(holding);

    /// <summary>Pieces taken from the holding that some document only is assumed to have taken.</summary>
    public long AssumedFrom(Holding holding) => assumed.Where(x => x.Key.Lender == holding).Sum(x => x.Value);

    public long Usable(DateOnly on) => stock.Where(x => x.Key.IsUsable(on)).Sum(x => x.Value);

    /// <summary>The result is the same with and without the assumptions made before.</summary>
    public bool CanAppend(StockFact fact) => fact.Kind switch
    {
        FactKind.In => !OwesLots,
        FactKind.Out => fact.Lot is null || stock.Where(x => fact.Names(x.Key)).Sum(x => x.Value) >= fact.Quantity,
        FactKind.Lift => false, // what the recall moved is known from its facts only
        FactKind.Move => OnHand(fact.Holding) >= fact.Quantity && !OwesLots,
        _ => true,
    };

    /// <param name="step">One fact, or all lines of one count.</param>
    public void Apply(IReadOnlyList<StockFact> step, List<Charge> charges)
    {
        var fact = step[0];
        switch (fact.Kind)
        {
            case FactKind.In: Add(fact, fact.Holding, fact.Quantity, charges); break;
            case FactKind.Out: Take(fact, charges); break;
            case FactKind.Move: Move(fact, charges); break;
            case FactKind.Recall: Recall(fact, charges); break;
            case FactKind.Lift: Lift(fact, charges); break;
            case FactKind.Count: Count(step, charges); break;
        }
    }

    private void Add(StockFact fact, Holding holding, long pieces, List<Charge> charges)
    {
        Put(holding, pieces);
        charges.Add(new(fact, holding, pieces, false));
        if (holding.Condition != StockCondition.Usable)
            return;
        foreach (var owed in assumed.Keys.Where(x => x.Named == holding.Lot).ToList())
        {
            var back = Math.Min(assumed[owed], OnHand(holding));
            Assume(owed, -back);
            Put(owed.Lender, back);
            Put(holding, -back);
        }
    }

    private void Take(StockFact fact, List<Charge> charges)
    {
        long left = fact.Quantity;
        if (fact.Lot is not null)
        {
            left = TakeFrom(fact, left, InOrder(fact).Where(fact.Names), named: true, charges);
            Free(fact, left);
            left = TakeFrom(fact, left, InOrder(fact).Where(fact.Names), named: true, charges);
        }
        left = TakeFrom(fact, left, InOrder(fact), named: false, charges);
        if (left == 0)
            return;
        Discrepancy += left;
        charges.Add(new(fact, Holding.Uncovered, -left, true));
    }

    private long TakeFrom(StockFact fact, long left, IEnumerable<Holding> holdings, bool named, List<Charge> charges)
    {
        foreach (var holding in holdings)
        {
            if (left == 0)
                break;
            var taken = Math.Min(left, OnHand(holding));
            Put(holding, -taken);
            left -= taken;
            if (!named)
                Assume(new(holding, fact.Lot ?? ""), taken);
            charges.Add(new(fact, holding, -taken, !named));
        }
        return left;
    }

    /// <summary>
    /// Charges others, as far as they have pieces, with what was only assumed to come from the holdings that the fact names.
    /// </summary>
    private void Free(StockFact fact, long wanted)
    {
        foreach (var assumption in assumed.Keys.Where(x => fact.Names(x.Lender)).ToList())
            foreach (var other in InOrder(fact).Where(x => !fact.Names(x)))
            {
                var moved = Math.Min(wanted, Math.Min(assumed.GetValueOrDefault(assumption), OnHand(other)));
                if (moved == 0)
                    continue;
                Assume(assumption, -moved);
                if (other.Lot != assumption.Named)
                    Assume(assumption with { Lender = other }, moved);
                Put(other, -moved);
                Put(assumption.Lender, moved);
                wanted -= moved;
            }
    }

    private void Move(StockFact fact, List<Charge> charges)
    {
        var from = fact.Holding;
        Free(fact, Math.Max(0, fact.Quantity - OnHand(from)));
        var moved = Math.Min(fact.Quantity, OnHand(from));
        if (moved > 0)
            Shift(fact, from, moved, charges);
    }

    private void Recall(StockFact fact, List<Charge> charges)
    {
        foreach (var holding in InOrder(fact).Where(fact.Names).ToList())
        {
            Sum(recalled, new(fact.DocumentId, fact.To(holding)), OnHand(holding));
            Shift(fact, holding, OnHand(holding), charges);
        }
    }

    private void Lift(StockFact fact, List<Charge> charges)
    {
        foreach (var (key, moved) in recalled.Where(x => x.Key.Recall == fact.DocumentId).ToList())
        {
            recalled.Remove(key);
            if (Math.Min(moved, OnHand(key.Into)) is > 0 and var back)
                Shift(fact, key.Into, back, charges);
        }
    }

    private void Shift(StockFact fact, Holding from, long pieces, List<Charge> charges)
    {
        Put(from, -pieces);
        charges.Add(new(fact, from, -pieces, false));
        Add(fact, fact.To(from), pieces, charges);
    }

    private void Count(IReadOnlyList<StockFact> lines, List<Charge> charges)
    {
        var before = stock.ToDictionary();
        stock.Clear();
        assumed.Clear();
        recalled.Clear();
        fenced.Clear();
        (owesUnknown, Discrepancy, IsWhole) = (false, 0, true);
        foreach (var line in lines.Where(x => x.Lot is not null))
        {
            before.Remove(line.Holding, out var book);
            Put(line.Holding, line.Quantity);
            charges.Add(new(line, line.Holding, line.Quantity - book, false));
        }
        foreach (var (holding, book) in before.OrderBy(x => x.Key))
            charges.Add(new(lines[0], holding, -book, false));
    }

    // First expired first within a resort: the stock is in that order, and sorting keeps it.
    private List<Holding> InOrder(StockFact fact) => [.. stock.Keys.OrderBy(x => x.Resort(fact.LocalDate, fence))];

    private void Put(Holding holding, long pieces)
    {
        Sum(stock, holding, pieces);
        if (pieces > 0 && holding.FundingSource.Length > 0)
            fenced[holding.FundingSource] = fence.Holds(holding);
    }

    private void Assume(Assumption assumption, long pieces) => Sum(assumed, assumption, pieces);

    private static void Sum<TKey>(SortedDictionary<TKey, long> sums, TKey key, long pieces) where TKey : notnull
    {
        if (sums.GetValueOrDefault(key) + pieces is not 0 and var sum)
            sums[key] = sum;
        else
            sums.Remove(key);
    }
}
