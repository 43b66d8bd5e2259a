using System.ComponentModel.DataAnnotations;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>A version of a facility, as the log has it.</summary>
public sealed class FacilityVersionRow
{
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required string State { get; init; }
    public required string Kind { get; init; }
    public int? CareLevel { get; init; }
    public string? UnitType { get; init; }
    public bool? Rural { get; init; }
    public DateOnly? OpensOn { get; init; }
    public DateOnly? ClosesOn { get; init; }

    /// <summary>As <see cref="Weekdays.Text"/>.</summary>
    [MaxLength(7)] public string? OpenWeekdays { get; init; }

    public FacilityVersion ToVersion() => new(Code, Version, ValidFrom, State, Kind, CareLevel, UnitType, Rural, OpensOn, ClosesOn,
        Weekdays.Stored(OpenWeekdays));
}
