using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>A period that was closed; its figures are published, and restated when they change.</summary>
public sealed class ClosedPeriod
{
    public required string Period { get; init; }
    public required Grain Grain { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required DateTimeOffset At { get; init; }
}
