using System.ComponentModel.DataAnnotations;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>A running figure of a family: replaced in place, and read by polls as it is. A facility's day is one as well.</summary>
public sealed class Figure : IFigure
{
    public required Family Family { get; init; }
    public required Dimension Level { get; init; }
    public required string Code { get; init; }

    /// <summary><c>2026-10-15</c>, <c>2026-10</c> or <c>2026</c>.</summary>
    public required string Period { get; init; }

    public required Grain Grain { get; init; }
    public required DateOnly EndsOn { get; init; }

    /// <summary>For facilities: where and what it is on the last day; these are the groups that it adds to.</summary>
    public string? State { get; set; }

    public string? Kind { get; set; }
    public string? UnitLevel { get; set; }
    public string? UnitType { get; set; }
    public string? Rural { get; set; }

    /// <summary>For claves: the class that they have now; the class's figures are made of theirs.</summary>
    public string? ProductClass { get; set; }

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

    public static Figure Of(Family family, Group group, Period period) => new()
    {
        Family = family, Level = group.Level, Code = group.Code, Period = period.Text, Grain = period.Grain, EndsOn = period.To,
    };

    /// <summary>Of a facility's or a clave's figure: those above it.</summary>
    public IReadOnlyList<Group> Groups() => Level == Dimension.Facility ? GroupsOf(State, UnitLevel, UnitType, Rural)
        : ProductClass is { } of ? [new(Dimension.ProductClass, of)] : [];

    public static IReadOnlyList<Group> GroupsOf(string? state, string? unitLevel, string? unitType, string? rural)
    {
        List<Group> groups = [Group.Nation];
        foreach (var (level, code) in ((Dimension, string?)[])[(Dimension.State, state), (Dimension.UnitLevel, unitLevel),
            (Dimension.UnitType, unitType), (Dimension.Rural, rural)])
            if (code is not null)
                groups.Add(new(level, code));
        return groups;
    }

    /// <param name="state">Of a facility that the catalogue has not told of.</param>
    public void Stamp(string state, FacilityVersion? at)
    {
        var groups = Group.Of(at?.State ?? state, at).ToDictionary(x => x.Level, x => x.Code);
        (State, Kind, UnitLevel) = (groups[Dimension.State], at?.Kind, groups.GetValueOrDefault(Dimension.UnitLevel));
        (UnitType, Rural) = (groups.GetValueOrDefault(Dimension.UnitType), groups.GetValueOrDefault(Dimension.Rural));
    }

    /// <summary>Where nothing differs nothing changes. Counters that nothing shows are stored, and what was said stays said.</summary>
    public void Set(Content content, DateTimeOffset now)
    {
        var x = content.Coverage;
        if (Revision > 0 && Coverage == x && Counts.Equals(content.Counts))
            return;
        var same = Final && Coverage == x && IndicatorStatement.SayAs(IndicatorStatement.AllOf(Family, Counts), content.Counts);
        (Counts, Reporting, Expected, ReportingDays, ExpectedDays) =
            (content.Counts, x.Reporting, x.Expected, x.ReportingDays, x.ExpectedDays);
        (StatesReporting, StatesExpected) = (x.StatesReporting, x.StatesExpected);
        if (same)
            return;
        (Final, ComputedAt) = (false, now);
        Revision++;
    }
}
