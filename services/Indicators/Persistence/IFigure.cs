using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>What running and published figures have in common.</summary>
public interface IFigure
{
    Dimension Level { get; }
    string Code { get; }
    string Period { get; }
    string? State { get; }
    string? Kind { get; }
    string? UnitLevel { get; }
    string? UnitType { get; }
    string? Rural { get; }
    Counts Counts { get; }
    Coverage Coverage { get; }
}
