namespace Supply.Indicators.Domain;

/// <summary>Who reported, of those who had to. States only where orders are counted: those with an order, of those that operate.</summary>
public readonly record struct Coverage(int Reporting, int Expected, int ReportingDays, int ExpectedDays, int StatesReporting = 0, int StatesExpected = 0);

/// <summary>The numbers of a figure.</summary>
public sealed record Content(Counts Counts, Coverage Coverage);

/// <summary>How states are counted in the coverage of <c>ind-a</c>.</summary>
public static class StateCoverage
{
    public static (int Reporting, int Expected) Of(Family family, Group group, Counts counts, Func<int> statesReporting)
    {
        if (family != Family.Orders)
            return default;
        return group.Level switch
        {
            Level.Nation => (statesReporting(), FederalState.All.Count(x => x.Operates)),
            Level.State when FederalState.WithCode(group.Code) is { Operates: true } => (counts[Counter.Counted] > 0 ? 1 : 0, 1),
            _ => default,
        };
    }
}
