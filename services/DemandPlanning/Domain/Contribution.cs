namespace Supply.DemandPlanning.Domain;

/// <summary>What one document adds to the monthly facts of its facility; empty for one that counts for nothing.</summary>
/// <param name="Reported">The month in which the document is a report of the facility, as year * 100 + month.</param>
public sealed record Contribution(string Facility, string State, int? Reported, IReadOnlyList<Share> Shares)
{
    public static readonly Contribution Nothing = new("", "", null, []);
}
