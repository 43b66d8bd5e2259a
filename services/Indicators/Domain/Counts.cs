namespace Supply.Indicators.Domain;

/// <summary>
/// How many of each. Sums are 64-bit; a value never changes. Counters that this version does not know, because a newer one has
/// counted them, are kept and added up by their names.
/// </summary>
public sealed class Counts : IEquatable<Counts>
{
    private static readonly int size = Enum.GetValues<Counter>().Length;
    private static readonly Dictionary<string, long> none = new(StringComparer.Ordinal);

    public static readonly Counts Zero = new(new long[size], none);

    private readonly long[] values;
    private readonly Dictionary<string, long> unknown; // none of them zero

    private Counts(long[] values, Dictionary<string, long> unknown) => (this.values, this.unknown) = (values, unknown);

    public long this[Counter counter] => values[(int)counter];

    public bool IsZero => unknown.Count == 0 && Array.TrueForAll(values, x => x == 0);

    /// <summary>
    /// A day with them is reported: with a document, and where prescriptions are counted with a statement of no activity too.
    /// </summary>
    public bool IsReportFor(Family family) =>
        this[Counter.Documents] > 0 || (family != Family.Orders && this[Counter.Statements] > 0);

    /// <summary>Those that this version knows.</summary>
    public Counts Known => unknown.Count == 0 ? this : new(values, none);

    /// <summary>With what a newer version has counted of the same documents.</summary>
    public Counts WithUnknownOf(Counts other) => other.unknown.Count == 0 ? this : new(values, Add(unknown, other.unknown, 1));

    /// <summary>The same numbers of these counters.</summary>
    public bool EqualsIn(Counts other, IEnumerable<Counter> counters) => counters.All(x => this[x] == other[x]);

    public static Counts Of(params IEnumerable<(Counter Counter, long Value)> counted)
    {
        var values = new long[size];
        foreach (var (counter, value) in counted)
            values[(int)counter] += value;
        return new(values, none);
    }

    public static Counts Sum(IEnumerable<Counts> all)
    {
        var (values, unknown) = (new long[size], none);
        foreach (var one in all)
        {
            for (var i = 0; i < size; i++)
                values[i] += one.values[i];
            unknown = Add(unknown, one.unknown, 1);
        }
        return new(values, unknown);
    }

    public Counts Plus(Counts other) => Sum([this, other]);

    public Counts Minus(Counts other) => new([.. values.Zip(other.values, (a, b) => a - b)], Add(unknown, other.unknown, -1));

    /// <summary>Those that are not zero, by name.</summary>
    public IReadOnlyDictionary<string, long> Named => Enum.GetValues<Counter>().Where(x => this[x] != 0)
        .Select(x => KeyValuePair.Create(x.ToString(), this[x]))
        .Concat(unknown.OrderBy(x => x.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);

    public static Counts FromNamed(IReadOnlyDictionary<string, long> named)
    {
        var (values, unknown) = (new long[size], none);
        foreach (var (name, value) in named)
            if (Enum.TryParse<Counter>(name, out var counter) && counter.ToString() == name)
                values[(int)counter] += value;
            else if (value != 0)
                unknown = Add(unknown, new(StringComparer.Ordinal) { [name] = value }, 1);
        return new(values, unknown);
    }

    public bool Equals(Counts? other) => other is not null && values.AsSpan().SequenceEqual(other.values)
        && unknown.Count == other.unknown.Count && unknown.All(x => other.unknown.GetValueOrDefault(x.Key) == x.Value);

    public override bool Equals(object? obj) => Equals(obj as Counts);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    private static Dictionary<string, long> Add(Dictionary<string, long> to, Dictionary<string, long> more, int sign)
    {
        if (more.Count == 0)
            return to;
        var sum = new Dictionary<string, long>(to, StringComparer.Ordinal);
        foreach (var (name, value) in more)
            if (sum.GetValueOrDefault(name) + (sign * value) is not 0 and var total)
                sum[name] = total;
            else
                sum.Remove(name);
        return sum;
    }
}
