namespace Supply.Inventory.Domain;

/// <summary>Pieces were taken from a holding by a document that did not name its lot.</summary>
/// <param name="Named">The lot that the document named; empty: none.</param>
public readonly record struct Assumption(Holding Lender, string Named) : IComparable<Assumption>
{
    public int CompareTo(Assumption other) =>
        Lender.CompareTo(other.Lender) is not 0 and var byLender ? byLender : string.CompareOrdinal(Named, other.Named);
}
