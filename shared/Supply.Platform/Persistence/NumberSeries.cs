using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Persistence;

/// <summary>The last running number of a kind of document, a state and a year.</summary>
public sealed class NumberSeries
{
    [MaxLength(DocumentNumber.MaxLength)] public required string Series { get; init; }

    public long Last { get; set; }
}
