namespace Supply.Indicators.Domain;

/// <summary>What a document counts beside its facility's figures: under each clave, under its supplier. A value never changes.</summary>
public sealed class PartCounts : IEquatable<PartCounts>
{
    public static readonly PartCounts None = new([]);

    private readonly Dictionary<Group, Counts> parts;

    private PartCounts(Dictionary<Group, Counts> parts) => this.parts = parts;

    public IReadOnlyDictionary<Group, Counts> All => parts;

    public Counts Of(Group group) => parts.GetValueOrDefault(group, Counts.Zero);

    /// <summary>The same in all counters that this version knows.</summary>
    public bool SaysAs(PartCounts other) => parts.Keys.Union(other.parts.Keys).All(x => Of(x).Known.Equals(other.Of(x).Known));

    /// <summary>The same in these counters.</summary>
    public bool SaysAs(PartCounts other, IReadOnlyList<Counter> counters) =>
        parts.Keys.Union(other.parts.Keys).All(x => Of(x).EqualsIn(other.Of(x), counters));

    /// <summary>Equal parts have the same; of several documents it is the sum.</summary>
    public long Checksum
    {
        get
        {
            var sum = 0L;
            foreach (var (group, counts) in parts)
                foreach (var (counter, value) in counts.Known.Named)
                    sum = unchecked(sum + (value * HashOf($"{group.Level} {group.Code} {counter}")));
            return sum;
        }
    }

    private static long HashOf(string text)
    {
        var sum = 14_695_981_039L;
        foreach (var letter in text)
            sum = unchecked((sum ^ letter) * 1_099_511_628_211);
        return sum;
    }

    public static PartCounts Sum(IEnumerable<(Group Group, Counts Counts)> all)
    {
        var sums = new Dictionary<Group, Counts>();
        foreach (var (group, counts) in all)
            sums[group] = sums.TryGetValue(group, out var so) ? so.Plus(counts) : counts;
        return sums.Count == 0 ? None : new(sums);
    }

    /// <summary>Those of one document do not change with the order of its lines.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Named => parts
        .OrderBy(x => x.Key.Level).ThenBy(x => x.Key.Code, StringComparer.Ordinal)
        .ToDictionary(x => $"{x.Key.Level} {x.Key.Code}", x => x.Value.Named, StringComparer.Ordinal);

    /// <summary>A dimension that only a newer version has is not read, and no figure of it is changed.</summary>
    public static PartCounts FromNamed(IReadOnlyDictionary<string, Dictionary<string, long>> named) => Sum(named
        .Select(x => (Space: x.Key.IndexOf(' ', StringComparison.Ordinal), x.Key, x.Value))
        .Where(x => Enum.TryParse<Dimension>(x.Key[..x.Space], out _))
        .Select(x => (new Group(Enum.Parse<Dimension>(x.Key[..x.Space]), x.Key[(x.Space + 1)..]), Counts.FromNamed(x.Value))));

    public bool Equals(PartCounts? other) => other is not null && parts.Count == other.parts.Count
        && parts.All(x => other.parts.TryGetValue(x.Key, out var counts) && counts.Equals(x.Value));

    public override bool Equals(object? obj) => Equals(obj as PartCounts);

    public override int GetHashCode() => parts.Count;
}
