namespace Supply.Inventory.Domain;

/// <summary>What a fact was charged to.</summary>
/// <param name="Quantity">Signed pieces.</param>
/// <param name="Assumed">The document did not name this lot.</param>
public readonly record struct Charge(StockFact Fact, Holding Holding, long Quantity, bool Assumed);

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
    private readonly SortedDictionary<(Guid Recall, Holding Into), long> recalled = [];

    private readonly RingFence fence;
    private bool owesUnknown;

    /// <summary>An empty book, for a history from its beginning.</summary>
    public Book(RingFence? fence = null) => this.fence = fence ?? RingFence.Seeded;

    /// <summary>A book as it was left; what it had assumed is not known, so only facts that <see cref="CanAppend"/> may follow.</summary>
    public Book(IEnumerable<KeyValuePair<Holding, long>> left, long discrepancy, bool owesLots, RingFence? fence = null) : this(fence)
    {
        foreach (var (holding, pieces) in left)
            stock[holding] = pieces;
        (Discrepancy, owesUnknown) = (discrepancy, owesLots);
    }

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
        stock[holding] = OnHand(holding) + pieces;
        charges.Add(new(fact, holding, pieces, false));
        if (holding.Condition != StockCondition.Usable)
            return;
        foreach (var owed in assumed.Keys.Where(x => x.Named == holding.Lot).ToList())
        {
            var back = Math.Min(assumed[owed], stock[holding]);
            Assume(owed, -back);
            stock[owed.Lender] += back;
            stock[holding] -= back;
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
            var taken = Math.Min(left, stock[holding]);
            stock[holding] -= taken;
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
        {
            foreach (var other in InOrder(fact).Where(x => !fact.Names(x)))
            {
                var moved = Math.Min(wanted, Math.Min(assumed.GetValueOrDefault(assumption), stock[other]));
                if (moved == 0)
                    continue;
                Assume(assumption, -moved);
                if (other.Lot != assumption.Named)
                    Assume(assumption with { Lender = other }, moved);
                stock[other] -= moved;
                stock[assumption.Lender] += moved;
                wanted -= moved;
            }
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
            var into = (fact.DocumentId, fact.To(holding));
            recalled[into] = recalled.GetValueOrDefault(into) + stock[holding];
            Shift(fact, holding, stock[holding], charges);
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
        stock[from] -= pieces;
        charges.Add(new(fact, from, -pieces, false));
        Add(fact, fact.To(from), pieces, charges);
    }

    private void Count(IReadOnlyList<StockFact> lines, List<Charge> charges)
    {
        var before = stock.Where(x => x.Value > 0).ToDictionary();
        stock.Clear();
        assumed.Clear();
        recalled.Clear();
        (owesUnknown, Discrepancy) = (false, 0);
        foreach (var line in lines.Where(x => x.Lot is not null))
        {
            before.Remove(line.Holding, out var book);
            stock[line.Holding] = OnHand(line.Holding) + line.Quantity;
            charges.Add(new(line, line.Holding, line.Quantity - book, false));
        }
        foreach (var (holding, book) in before.OrderBy(x => x.Key))
            charges.Add(new(lines[0], holding, -book, false));
    }

    private List<Holding> InOrder(StockFact fact) =>
        [.. stock.Where(x => x.Value > 0).Select(x => x.Key).OrderBy(x => x.Resort(fact.LocalDate, fence)).ThenBy(x => x)];

    private void Assume(Assumption assumption, long pieces)
    {
        var sum = assumed.GetValueOrDefault(assumption) + pieces;
        if (sum == 0)
            assumed.Remove(assumption);
        else
            assumed[assumption] = sum;
    }

    private readonly record struct Assumption(Holding Lender, string Named) : IComparable<Assumption>
    {
        public int CompareTo(Assumption other) =>
            Lender.CompareTo(other.Lender) is not 0 and var byLender ? byLender : string.CompareOrdinal(Named, other.Named);
    }
}
