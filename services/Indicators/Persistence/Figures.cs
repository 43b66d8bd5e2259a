using System.ComponentModel.DataAnnotations;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>What running and published figures have in common.</summary>
public interface IFigure
{
    Level Level { get; }
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

/// <summary>A running figure of a family: replaced in place, and read by polls as it is.</summary>
public sealed class Figure : IFigure
{
    public required Family Family { get; init; }
    public required Level Level { get; init; }
    public required string Code { get; init; }

    /// <summary><c>2026-10-15</c>, <c>2026-10</c> or <c>2026</c>.</summary>
    public required string Period { get; init; }

    public required Grain Grain { get; init; }
    public required DateOnly EndsOn { get; init; }

    /// <summary>For facilities: where and what it is on the last day; its groups read these.</summary>
    public string? State { get; set; }

    public string? Kind { get; set; }
    public string? UnitLevel { get; set; }
    public string? UnitType { get; set; }
    public string? Rural { get; set; }

    public Counts Counts { get; set; } = Counts.Zero;
    public int Reporting { get; set; }
    public int Expected { get; set; }
    public int ReportingDays { get; set; }
    public int ExpectedDays { get; set; }
    public int StatesReporting { get; set; }
    public int StatesExpected { get; set; }

    /// <summary>It equals its last publication, and its period is closed.</summary>
    public bool Final { get; set; }

    /// <summary>Publications so far.</summary>
    public int Published { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>Why it was published again, as <see cref="Publication.Reason"/>.</summary>
    [MaxLength(20)] public string? Reason { get; set; }

    public DateTimeOffset ComputedAt { get; set; }
    public int Revision { get; set; }

    public Group Group => new(Level, Code);

    public Coverage Coverage => new(Reporting, Expected, ReportingDays, ExpectedDays, StatesReporting, StatesExpected);
}

/// <summary>A closed or restated figure of a family; the database refuses to change or delete it.</summary>
public sealed class Publication : IFigure
{
    public required Guid Id { get; init; }
    public required Family Family { get; init; }
    public required Level Level { get; init; }
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

/// <summary>The figures of a group have to be made again from the day's figures below it.</summary>
public sealed class GroupMark
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

/// <summary>A period that was closed; its figures are published, and restated when they change.</summary>
public sealed class ClosedPeriod
{
    public required string Period { get; init; }
    public required Grain Grain { get; init; }
    public required DateOnly EndsOn { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The last day for which it was computed who has to report.</summary>
public sealed class Rollover
{
    public required int Id { get; init; }
    public DateOnly Through { get; set; }

    /// <summary>The last close left figures unpublished that changed meanwhile; it goes on by itself.</summary>
    public bool CloseUnfinished { get; set; }
}
