using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>Central supply lets a quantity that was only asked for count in the sums of a month.</summary>
public sealed class FromDemandApproval
{
    public required int AsOf { get; init; }

    /// <summary>The code under which it was approved; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }
    [MaxLength(15)] public required string Clave { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}
