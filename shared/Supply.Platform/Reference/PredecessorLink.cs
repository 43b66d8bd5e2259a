using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Reference;

/// <summary>The latest known version of <see cref="Facility"/> names <see cref="Code"/> as a code that it had before.</summary>
public sealed class PredecessorLink
{
    [MaxLength(11)] public required string Code { get; init; }
    [MaxLength(11)] public required string Facility { get; init; }
    public required int Version { get; set; }

    /// <summary>When the catalogue stored that version: of two facilities that name one code the later one has it.</summary>
    public required DateTimeOffset RecordedAt { get; set; }
}
