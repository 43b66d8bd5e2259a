using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>
/// What a facility's code means since the position of the log at which that changed. It follows the copy of the catalogue, but
/// changes together with the log, so that a figure can be made again as of any position.
/// </summary>
public sealed class FacilityCodeRow
{
    /// <summary>The code in documents.</summary>
    [MaxLength(11)] public required string Stated { get; init; }

    /// <summary>The code under which they are counted.</summary>
    [MaxLength(11)] public required string Current { get; set; }

    /// <summary>Under which they were counted before.</summary>
    [MaxLength(11)] public required string Previous { get; set; }

    public int Version { get; set; }
    public DateTimeOffset At { get; set; }
}
