using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>The figures of a group have to be made again from the day's figures below it.</summary>
public sealed class StaleGroupDay
{
    /// <summary>Facilities first, then their groups, then the nation: each makes marks for the next.</summary>
    public required int Stage { get; init; }

    public required Family Family { get; init; }
    public required Level Level { get; init; }
    public required string Code { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>The mark is cleared only where this is what was read.</summary>
    public int Changes { get; set; }
}
