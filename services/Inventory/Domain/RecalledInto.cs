namespace Supply.Inventory.Domain;

/// <summary>Where a recall moved pieces.</summary>
public readonly record struct RecalledInto(Guid Recall, Holding Into) : IComparable<RecalledInto>
{
    public int CompareTo(RecalledInto other) =>
        Recall.CompareTo(other.Recall) is not 0 and var byRecall ? byRecall : Into.CompareTo(other.Into);
}
