namespace Supply.Inventory.Domain;

/// <summary>All that a <see cref="Book"/> has to know to go on; each list in the order of the book.</summary>
/// <param name="Stock">Holdings that have pieces.</param>
/// <param name="Assumed">Pieces taken from holdings by documents that named no lot or another one.</param>
/// <param name="Recalled">Pieces that a recall moved into a holding.</param>
/// <param name="Fenced">What the ring fence says of each funding source that had pieces since the last count.</param>
public sealed record BookState(
    long Discrepancy, IReadOnlyList<KeyValuePair<Holding, long>> Stock, IReadOnlyList<KeyValuePair<Assumption, long>> Assumed,
    IReadOnlyList<KeyValuePair<RecalledInto, long>> Recalled, IReadOnlyList<KeyValuePair<string, bool>> Fenced)
{
    /// <summary>The facts before it would leave the same under this ring fence.</summary>
    public bool HoldsUnder(RingFence fence) => Fenced.All(x => fence.Holds(x.Key) == x.Value);

    public bool IsSameAs(BookState other) =>
        Discrepancy == other.Discrepancy && Stock.SequenceEqual(other.Stock) && Assumed.SequenceEqual(other.Assumed)
        && Recalled.SequenceEqual(other.Recalled) && Fenced.SequenceEqual(other.Fenced);
}
