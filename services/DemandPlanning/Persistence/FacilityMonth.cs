using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>Whether a facility reported in a month: yes when any count is above zero.</summary>
public sealed class FacilityMonth
{
    /// <summary>The code under which it was heard; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }

    /// <summary>Year * 100 + month.</summary>
    public required int Month { get; init; }

    public int Prescriptions { get; set; }

    /// <summary>Days stated to be without activity.</summary>
    public int Statements { get; set; }

    public int Version { get; set; }
}
