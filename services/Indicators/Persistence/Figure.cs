using System.ComponentModel.DataAnnotations;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

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
