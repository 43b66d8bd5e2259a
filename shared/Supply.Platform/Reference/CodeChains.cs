namespace Supply.Platform.Reference;

/// <summary>Where chains of code changes end. The answer depends on the links alone, not on the order in which they came.</summary>
public static class CodeChains
{
    /// <param name="links">All links that touch these codes, and the links that touch those.</param>
    /// <returns>For each code that a link names as a predecessor, the code that its establishment has now.</returns>
    public static Dictionary<string, string> Ends(IEnumerable<PredecessorLink> links)
    {
        var successors = links.Where(x => x.Code != x.Facility).GroupBy(x => x.Code, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.Aggregate(Newer), StringComparer.Ordinal);
        return successors.Keys.ToDictionary(x => x, x => End(x, successors), StringComparer.Ordinal);
    }

    private static string End(string code, Dictionary<string, PredecessorLink> successors)
    {
        List<string> path = [code];
        while (successors.TryGetValue(path[^1], out var next))
        {
            var seen = path.IndexOf(next.Facility);
            if (seen >= 0) // two versions that contradict each other: the later one says which code is in use
                return path.Skip(seen).Select(x => successors[x]).Aggregate(Newer).Facility;
            path.Add(next.Facility);
        }
        return path[^1];
    }

    private static PredecessorLink Newer(PredecessorLink a, PredecessorLink b) =>
        a.RecordedAt != b.RecordedAt ? (a.RecordedAt > b.RecordedAt ? a : b) : string.CompareOrdinal(a.Facility, b.Facility) >= 0 ? a : b;
}
