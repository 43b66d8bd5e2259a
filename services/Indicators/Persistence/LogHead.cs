using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>The one row from which sequences are taken; whoever has it locked is the only one who writes facts.</summary>
public sealed class LogHead
{
    public required int Id { get; init; }
    public long Last { get; set; }

    /// <summary>Since when something of the log has still to be judged again by reference data; null while nothing has.</summary>
    public DateTimeOffset? BehindSince { get; set; }

    /// <summary>
    /// Names of the counters, with commas, that are counted of every document: those that each version that has counted
    /// since the last rebuild knows. Null before the first run.
    /// </summary>
    [MaxLength(2000)] public string? Counters { get; set; }
}
