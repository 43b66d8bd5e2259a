using Supply.Indicators.Domain;

namespace Supply.Indicators.Features.Figures;

/// <param name="States">Only of supply orders, for the nation and states: those with an order, of those that operate.</param>
public sealed record CoverageView(ReportedView Facilities, ReportedView FacilityDays, ReportedView? States)
{
    public static CoverageView Of(Family family, Dimension level, Coverage x) => new(
        new(x.Reporting, x.Expected), new(x.ReportingDays, x.ExpectedDays),
        family == Family.Orders && level is (Dimension.Nation or Dimension.State) ? new(x.StatesReporting, x.StatesExpected) : null);
}
