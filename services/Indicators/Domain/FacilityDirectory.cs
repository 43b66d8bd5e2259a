namespace Supply.Indicators.Domain;

/// <summary>All facilities that are known; ten thousand of a few words each. For jobs, not for requests.</summary>
public sealed class FacilityDirectory
{
    private readonly Dictionary<string, FacilityHistory> byCode;
    private readonly Dictionary<Group, List<FacilityHistory>> byGroup = [];

    public FacilityDirectory(IEnumerable<FacilityVersion> versions)
    {
        byCode = versions.GroupBy(x => x.Code, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => new FacilityHistory(x), StringComparer.Ordinal);
        byGroup[Group.Nation] = [];
        foreach (var (code, place) in byCode)
        {
            byGroup[Group.Facility(code)] = [place];
            foreach (var group in place.Groups)
                if (byGroup.TryGetValue(group, out var members))
                    members.Add(place);
                else
                    byGroup[group] = [place];
        }
    }

    /// <summary>The nation, and every state and class that a facility belongs or belonged to.</summary>
    public IEnumerable<Group> Groups => byGroup.Keys.Where(x => x.Level != Dimension.Facility);

    public FacilityHistory? this[string code] => byCode.GetValueOrDefault(code);

    /// <summary>
    /// Facilities, and days of them, that have to report from the period's first day to its last, or to today where that is
    /// earlier. A day counts for the group that the facility was in on that day, a facility for that of the period's end.
    /// </summary>
    public (int Facilities, int Days) Expected(Family family, Group group, Period period, DateOnly today)
    {
        var (facilities, days) = (0, 0);
        foreach (var place in byGroup.GetValueOrDefault(group) ?? [])
        {
            var (isExpected, its) = place.Expected(family, group, period, today);
            days += its;
            facilities += isExpected ? 1 : 0;
        }
        return (facilities, days);
    }
}
