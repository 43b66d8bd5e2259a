namespace Supply.Indicators.Domain;

/// <summary>How states are counted in the coverage of <c>ind-a</c>.</summary>
public static class StateCoverage
{
    public static (int Reporting, int Expected) Of(Family family, Group group, Counts counts, Func<int> statesReporting)
    {
        if (family != Family.Orders)
            return default;
        return group.Level switch
        {
            Dimension.Nation => (statesReporting(), FederalState.All.Count(x => x.Operates)),
            Dimension.State when FederalState.WithCode(group.Code) is { Operates: true } => (counts[Counter.Counted] > 0 ? 1 : 0, 1),
            _ => default,
        };
    }
}
