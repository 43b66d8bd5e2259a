namespace Supply.Indicators.Domain;

/// <summary>A facility through time.</summary>
public sealed class FacilityHistory(IEnumerable<FacilityVersion> versions)
{
    private readonly FacilityVersion[] versions = [.. versions.OrderBy(x => x.Version)];

    /// <summary>The version that is valid on the date: the latest that began by then, else the first.</summary>
    public FacilityVersion On(DateOnly date) => Array.FindLast(versions, x => x.ValidFrom <= date) ?? versions[0];

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
        return group.Has(only) ? only.ExpectedDays(family, from, to) : 0;
    }
}
