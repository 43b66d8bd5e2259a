using System.ComponentModel.DataAnnotations;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>A closed or restated figure of a family; the database refuses to change or delete it.</summary>
public sealed class Publication : IFigure
{
    public required Guid Id { get; init; }
    public required Family Family { get; init; }
    public required Dimension Level { get; init; }
    public required string Code { get; init; }
    public required string Period { get; init; }

    /// <summary>1 for the close, more for restatements.</summary>
    public required int Version { get; init; }

    public required Grain Grain { get; init; }
    public required DateOnly EndsOn { get; init; }
    public string? State { get; init; }
    public string? Kind { get; init; }
    public string? UnitLevel { get; init; }
    public string? UnitType { get; init; }
    public string? Rural { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Of a restatement: <see cref="FacilityCode"/> or <see cref="LateFacts"/>.</summary>
    [MaxLength(20)] public string? Reason { get; init; }

    /// <summary>A facility of it, or it itself, got another code since it was published; there may be late facts besides.</summary>
    public const string FacilityCode = "facility-code";

    public const string LateFacts = "late-facts";

    /// <summary>It covers the fact log up to and including this sequence.</summary>
    public required long Position { get; init; }

    public required Counts Counts { get; init; }
    public required int Reporting { get; init; }
    public required int Expected { get; init; }
    public required int ReportingDays { get; init; }
    public required int ExpectedDays { get; init; }
    public required int StatesReporting { get; init; }
    public required int StatesExpected { get; init; }

    /// <summary>JSON: of each indicator of the family its rule, value, numerator, denominator and exclusions.</summary>
    public required byte[] Statements { get; init; }

    public Group Group => new(Level, Code);

    public Coverage Coverage => new(Reporting, Expected, ReportingDays, ExpectedDays, StatesReporting, StatesExpected);
}
