namespace Supply.Inventory.Domain;

/// <summary>
/// Funding sources whose pieces may be spent for their own programme only (FONSABI's SAEAC, SADMI): picked when they are named.
/// </summary>
/// <param name="sources">The list that central supply keeps; it says of each whether it is ring-fenced.</param>
public sealed class RingFence(ListedEntries sources)
{
    /// <summary>What holds before the catalogue has told of its list.</summary>
    public static readonly RingFence Seeded = new(new ListedEntries([], FundingSources.Seeded));

    public bool Holds(Holding holding) => Holds(holding.FundingSource);

    /// <summary>Whether pieces of the one funding source are those of the other: one may be an alias that has not been moved yet.</summary>
    public bool AreSame(string one, string other) =>
        one == other || (one.Length > 0 && other.Length > 0 && sources.CodeOf(one) == sources.CodeOf(other));

    public bool Holds(string source) =>
        source.Length > 0 && (sources.Find(source)?.RingFenced ?? FundingSources.IsRingFenced(source));
}
