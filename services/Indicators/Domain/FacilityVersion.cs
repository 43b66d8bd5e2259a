using Supply.Contracts.Catalog;

namespace Supply.Indicators.Domain;

/// <summary>What the figures need to know of one version of a facility.</summary>
/// <param name="OpenWeekdays">On which it attends, and its pharmacy reports; null: every day.</param>
public sealed record FacilityVersion(
    string Code, int Version, DateOnly ValidFrom, string State, string Kind, int? CareLevel, string? UnitType, bool? Rural,
        DateOnly? OpensOn, DateOnly? ClosesOn, Weekdays? OpenWeekdays = null)
{
    public bool IsUnit => Kind is FacilityKind.HealthUnit or FacilityKind.MobileUnit or FacilityKind.Hospital;
    public bool IsHospital => Kind == FacilityKind.Hospital;
    public bool IsWarehouse => Kind is FacilityKind.StateWarehouse or FacilityKind.CentralWarehouse;

    public bool IsOpen(DateOnly on) => (OpensOn is null || OpensOn <= on) && (ClosesOn is null || on <= ClosesOn);

    /// <summary>It has to report on the day for figures of the family.</summary>
    public bool IsExpected(Family family, DateOnly on) => Reports(family) && IsOpen(on)
        && (family == Family.Stock ? on.Day == 1 : OpenWeekdays is not { } days || family == Family.Orders || days.Has(on));

    /// <summary>Days, first and last included, on which it has to report for figures of the family.</summary>
    public int ExpectedDays(Family family, DateOnly from, DateOnly to)
    {
        if (!Reports(family))
            return 0;
        var (first, last) = (OpensOn > from ? OpensOn.Value : from, ClosesOn < to ? ClosesOn.Value : to);
        if (family == Family.Stock)
            return first > last ? 0 : Month.Of(last).Since(Month.Of(first.AddDays(-1))); // first days of months
        return OpenWeekdays is { } days && family != Family.Orders ? days.Count(first, last)
            : Math.Max(0, last.DayNumber - first.DayNumber + 1);
    }

    private bool Reports(Family family) => family == Family.Hospital ? IsHospital : IsUnit;

    /// <summary>The version changes no figure that the other one does not.</summary>
    public bool CountsAs(FacilityVersion other) => this with { Version = other.Version } == other;
}
