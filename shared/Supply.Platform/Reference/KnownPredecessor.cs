using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Reference;

/// <summary>
/// A code that another has replaced, with the code at the end of all changes that are known now. Made from <see cref="PredecessorLink"/>.
/// </summary>
public sealed class KnownPredecessor
{
    [MaxLength(11)] public required string Code { get; init; }
    [MaxLength(11)] public required string Current { get; set; }
}
