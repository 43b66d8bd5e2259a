namespace Supply.Platform.Reference;

/// <summary>Moves a service's rows to the code that their facility has now, where more than a column must change.</summary>
public interface IFollowCodeChange
{
    /// <summary>
    /// Called in a write transaction again and again until it returns 0. Looks for rows that were recorded under
    /// <paramref name="stated"/> and have another code than <paramref name="current"/>, and moves at most
    /// <paramref name="atMost"/> of them; what an earlier call has moved it does not find again.
    /// </summary>
    /// <returns>How many it has moved.</returns>
    Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct);
}
