using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>A facility's statement about one of its days.</summary>
public sealed class CountedReport
{
    [MaxLength(11)] public required string Facility { get; init; }
    public required DateOnly Day { get; init; }
    public int Version { get; set; }
    public bool Activity { get; set; } = true;
}
