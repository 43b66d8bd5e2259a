using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>The tallies of a facility's day: the sum of its documents, changed in their transactions by the difference.</summary>
public sealed class FacilityDay
{
    /// <summary><see cref="Family.Prescriptions"/> or <see cref="Family.Orders"/>; hospitals are picked when figures are made.</summary>
    public required Family Family { get; init; }

    public required string Facility { get; init; }
    public required DateOnly Date { get; init; }
    public required string State { get; init; }
    public Counts Counts { get; set; } = Counts.Zero;

    /// <summary>The figures do not have this yet. It is cleared only where <see cref="Changes"/> is what was read.</summary>
    public bool Dirty { get; set; }

    public int Changes { get; set; }
}
