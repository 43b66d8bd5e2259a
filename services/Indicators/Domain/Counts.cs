namespace Supply.Indicators.Domain;

/// <summary>What is counted of documents. The names are stored; they are added to, never renamed.</summary>
public enum Counter
{
    /// <summary>Documents that were not voided: a day with one is a day reported.</summary>
    Documents,

    /// <summary>Statements that nothing was dispensed: a report as well.</summary>
    Statements,

    /// <summary>Documents in the denominator.</summary>
    Counted,

    /// <summary>Of <see cref="Counted"/>: filled at presentation, or supplied as of the as-of.</summary>
    Complete,

    Within24h,
    Within72h,
    Lines,
    LinesFilled,
    Pieces,
    PiecesGiven,
    PossibleDuplicates,

    Voided,
    Unverified,
    NoPrescribedLine,
    Collective,
    CollectiveComplete,

    StockOut,
    InsufficientStock,
    Other,
    Unstated,
    ClinicalDecision,
    PatientDeclined,

    Rejected,
    CancelledBeforeApproval,
    NotMedicineOrSupply,
    Replenishment,
    ReplenishmentSupplied,
    Emergency,
    EmergencySupplied,
}

/// <summary>How many of each. Sums are 64-bit; a value never changes.</summary>
public sealed class Counts : IEquatable<Counts>
{
    private static readonly int size = Enum.GetValues<Counter>().Length;

    public static readonly Counts Zero = new(new long[size]);

    private readonly long[] values;

    private Counts(long[] values) => this.values = values;

    public long this[Counter counter] => values[(int)counter];

    public bool IsZero => Array.TrueForAll(values, x => x == 0);

    /// <summary>A day with a document or a statement of no activity is reported.</summary>
    public bool IsReport => this[Counter.Documents] > 0 || this[Counter.Statements] > 0;

    public static Counts Of(params IEnumerable<(Counter Counter, long Value)> counted)
    {
        var values = new long[size];
        foreach (var (counter, value) in counted)
            values[(int)counter] += value;
        return new(values);
    }

    public static Counts Sum(IEnumerable<Counts> all)
    {
        var values = new long[size];
        foreach (var one in all)
            for (var i = 0; i < size; i++)
                values[i] += one.values[i];
        return new(values);
    }

    public Counts Plus(Counts other) => Sum([this, other]);

    public Counts Minus(Counts other) => new([.. values.Zip(other.values, (a, b) => a - b)]);

    /// <summary>Those that are not zero, by name.</summary>
    public IReadOnlyDictionary<string, long> Named => Enum.GetValues<Counter>().Where(x => this[x] != 0).ToDictionary(x => x.ToString(), x => this[x], StringComparer.Ordinal);

    public static Counts FromNamed(IReadOnlyDictionary<string, long> named) => Of(named.Select(x => (Enum.Parse<Counter>(x.Key), x.Value)));

    public bool Equals(Counts? other) => other is not null && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as Counts);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
