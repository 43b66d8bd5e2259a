using Supply.Contracts.Catalog;

namespace Supply.Indicators.Domain;

/// <summary>What the figures need to know of one version of a facility.</summary>
/// <param name="OpenWeekdays">On which it attends, and its pharmacy reports; null: every day.</param>
public sealed record FacilityVersion(
    string Code, int Version, DateOnly ValidFrom, string State, string Kind, int? CareLevel, string? UnitType, bool? Rural,
        DateOnly? OpensOn, DateOnly? ClosesOn, Weekdays? OpenWeekdays = null)
{
    public bool IsUnit => FacilityKind.IsUnit(Kind);
    public bool IsHospital => Kind == FacilityKind.Hospital;
    public bool IsWarehouse => Kind is FacilityKind.StateWarehouse or FacilityKind.CentralWarehouse;

    public bool IsOpen(DateOnly on) => (OpensOn is null || OpensOn <= on) && (ClosesOn is null || on <= ClosesOn);

    /// <summary>It has to report on the day for figures of the family.</summary>
    public bool IsExpected(Family family, DateOnly on) => Reports(family) && IsOpen(on)
        && (family == Family.Stock ? on.Day == 1 : Days(family).Has(on));

    /// <summary>Days, first and last included, on which it has to report for figures of the family.</summary>
    public int ExpectedDays(Family family, DateOnly from, DateOnly to)
    {
        if (!Reports(family))
            return 0;
        if (family != Family.Stock)
            return Days(family).Count(from, to);
        var (first, last) = (OpensOn > from ? OpensOn.Value : from, ClosesOn < to ? ClosesOn.Value : to);
        return first > last ? 0 : Month.Of(last).Since(Month.Of(first.AddDays(-1))); // first days of months
    }

    // Orders have no weekdays.
    private ReportingDays Days(Family family) => new(OpensOn, ClosesOn, family == Family.Orders ? null : OpenWeekdays);

    private bool Reports(Family family) => family == Family.Hospital ? IsHospital : IsUnit;

    /// <summary>The version changes no figure that the other one does not.</summary>
    public bool CountsAs(FacilityVersion other) => this with { Version = other.Version } == other;
}
