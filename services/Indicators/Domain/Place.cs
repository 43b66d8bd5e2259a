namespace Supply.Indicators.Domain;

/// <summary>What the figures need to know of one version of a facility.</summary>
public sealed record PlaceVersion(
    string Code, int Version, DateOnly ValidFrom, string State, string Kind, int? CareLevel, string? UnitType, bool? Rural, DateOnly? OpensOn, DateOnly? ClosesOn)
{
    public bool IsUnit => Kind is "healthUnit" or "mobileUnit" or "hospital";
    public bool IsHospital => Kind == "hospital";
    public bool IsWarehouse => Kind is "stateWarehouse" or "centralWarehouse";

    public bool IsOpen(DateOnly on) => (OpensOn is null || OpensOn <= on) && (ClosesOn is null || on <= ClosesOn);

    /// <summary>It has to report on the day for figures of the family.</summary>
    public bool IsExpected(Family family, DateOnly on) => (family == Family.Hospital ? IsHospital : IsUnit) && IsOpen(on);

    /// <summary>The version changes no figure that the other one does not.</summary>
    public bool CountsAs(PlaceVersion other) => this with { Version = other.Version } == other;
}

/// <summary>A facility through time.</summary>
public sealed class Place(IEnumerable<PlaceVersion> versions)
{
    private readonly PlaceVersion[] versions = [.. versions.OrderBy(x => x.Version)];

    /// <summary>The version that is valid on the date: the latest that began by then, else the first.</summary>
    public PlaceVersion On(DateOnly date) => Array.FindLast(versions, x => x.ValidFrom <= date) ?? versions[0];

    public IEnumerable<Group> Groups => versions.SelectMany(x => Group.Of(x.State, x)).Distinct();

    /// <summary>
    /// Whether it has to report in the period as one of the group, and on how many days of it up to today. A day counts for the
    /// group that it was in on that day, the facility itself for that of the period's end.
    /// </summary>
    public (bool IsExpected, int Days) Expected(Family family, Group group, Period period, DateOnly today)
    {
        var to = period.To < today ? period.To : today;
        return (group.Has(On(to)) && ExpectedDays(family, Group.Nation, period.From, to) > 0, ExpectedDays(family, group, period.From, to));
    }

    /// <summary>Days, first and last included, on which it has to report as one of the group.</summary>
    public int ExpectedDays(Family family, Group group, DateOnly from, DateOnly to)
    {
        if (versions is not [var only])
        {
            var days = 0;
            for (var day = from; day <= to; day = day.AddDays(1))
                days += On(day) is var at && at.IsExpected(family, day) && group.Has(at) ? 1 : 0;
            return days;
        }
        if (!group.Has(only) || !(family == Family.Hospital ? only.IsHospital : only.IsUnit))
            return 0;
        var (first, last) = (only.OpensOn > from ? only.OpensOn.Value : from, only.ClosesOn < to ? only.ClosesOn.Value : to);
        return Math.Max(0, last.DayNumber - first.DayNumber + 1);
    }
}

/// <summary>All facilities that are known; ten thousand of a few words each. For jobs, not for requests.</summary>
public sealed class Places
{
    private readonly Dictionary<string, Place> byCode;
    private readonly Dictionary<Group, List<Place>> byGroup = [];

    public Places(IEnumerable<PlaceVersion> versions)
    {
        byCode = versions.GroupBy(x => x.Code, StringComparer.Ordinal).ToDictionary(x => x.Key, x => new Place(x), StringComparer.Ordinal);
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
    public IEnumerable<Group> Groups => byGroup.Keys.Where(x => x.Level != Level.Facility);

    public Place? this[string code] => byCode.GetValueOrDefault(code);

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
