using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Catalog;

namespace Supply.Platform.Reference;

/// <summary>One version of a facility; a fact uses the version valid on its date.</summary>
public sealed class KnownFacility
{
    [MaxLength(11)] public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>No later version is known.</summary>
    public bool Latest { get; set; }

    public required DateOnly ValidFrom { get; init; }
    public required string Name { get; init; }
    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(20)] public required string Kind { get; init; }
    [MaxLength(40)] public required string TimeZone { get; init; }
    public string? Municipality { get; init; }
    public int? CareLevel { get; init; }
    public string? UnitType { get; init; }
    public bool? Rural { get; init; }
    public decimal? Latitude { get; init; }
    public decimal? Longitude { get; init; }
    public DateOnly? OpensOn { get; init; }
    public DateOnly? ClosesOn { get; init; }
    public string? Buyer { get; init; }

    /// <summary>
    /// As <see cref="Weekdays.Text"/>, all seven of one that attends every day; null: of before the service kept them. A service that
    /// needs them opts in.
    /// </summary>
    [MaxLength(7)] public string? OpenWeekdays { get; set; }

    public bool IsWarehouse => FacilityKind.IsWarehouse(Kind);

    public bool IsOpen(DateOnly on) => (OpensOn is null || OpensOn <= on) && (ClosesOn is null || on <= ClosesOn);
}
