using System.ComponentModel.DataAnnotations;

namespace Supply.Benchmarks;

/// <summary>What a slice records, and what a handler makes of it.</summary>
public sealed class Document
{
    public required Guid Id { get; init; }
    public int Version { get; set; }
    [MaxLength(11)] public string Facility { get; set; } = "";
    public int Pieces { get; set; }
    public DateOnly LocalDate { get; set; }
}
