using System.ComponentModel.DataAnnotations;

namespace Supply.Catalog.Persistence;

/// <summary>A code that an establishment had before; it is accepted wherever a code is.</summary>
public sealed class Predecessor
{
    [MaxLength(11)] public required string Code { get; init; }
    [MaxLength(11)] public required string Current { get; set; }
}
