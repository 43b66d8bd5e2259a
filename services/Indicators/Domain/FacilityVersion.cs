using Supply.Contracts.Catalog;

namespace Supply.Indicators.Domain;

/// <summary>What the figures need to know of one version of a facility.</summary>
public sealed record FacilityVersion(
    string Code, int Version, DateOnly ValidFrom, string State, string Kind, int? CareLevel, string? UnitType, bool? Rural,
        DateOnly? OpensOn, DateOnly? ClosesOn)
{
    public bool IsUnit => Kind is FacilityKind.HealthUnit or FacilityKind.MobileUnit or FacilityKind.Hospital;
    public bool IsHospital => Kind == FacilityKind.Hospital;
    public bool IsWarehouse => Kind is FacilityKind.StateWarehouse or FacilityKind.CentralWarehouse;

    public bool IsOpen(DateOnly on) => (OpensOn is null || OpensOn <= on) && (ClosesOn is null || on <= ClosesOn);

    /// <summary>It has to report on the day for figures of the family.</summary>
    public bool IsExpected(Family family, DateOnly on) => (family == Family.Hospital ? IsHospital : IsUnit) && IsOpen(on);

    /// <summary>The version changes no figure that the other one does not.</summary>
    public bool CountsAs(FacilityVersion other) => this with { Version = other.Version } == other;
}
