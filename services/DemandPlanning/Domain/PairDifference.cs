namespace Supply.DemandPlanning.Domain;

/// <summary>By how much a pair's month changes.</summary>
/// <param name="Documents">How many more (or fewer) documents name the pair in the month.</param>
/// <param name="Days">Pieces more (or fewer) by day of the month.</param>
public sealed record PairDifference(string Facility, string Clave, int Month, int Documents, long Prescribed,
    IReadOnlyDictionary<int, long> Days);
