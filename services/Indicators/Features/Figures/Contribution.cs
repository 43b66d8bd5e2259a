using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>What a facility's figure adds to those of its groups, and which these are.</summary>
internal sealed class Contribution(Figure row)
{
    /// <summary>The figure was stored before.</summary>
    public bool Exists { get; } = row.Revision > 0;

    public Counts Counts { get; } = row.Counts;
    public int ReportingDays { get; } = row.ReportingDays;
    public int Reporting { get; } = row.Reporting;
    public IReadOnlyList<Group> Groups { get; } = row.Revision > 0 ? row.Groups() : [];

    public bool Equals(Contribution other) => Groups.SequenceEqual(other.Groups) && ReportingDays == other.ReportingDays
        && Reporting == other.Reporting && Counts.Equals(other.Counts);
}
