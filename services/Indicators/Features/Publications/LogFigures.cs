using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// The figures of a closed period, of every group at once, made from nothing but the log up to a position: another way than
/// the running figures go, to the same numbers. Gets the documents day by day; holds sums, never documents.
/// </summary>
internal sealed class LogFigures(Family family, Period period, long position, ReferenceAt reference)
{
    private readonly Dictionary<Group, Sums> sums = [];
    private readonly Dictionary<string, (string State, Counts Counts)> facilities = new(StringComparer.Ordinal); // of the present day

    public Family Family => family;
    public Period Period => period;
    public long Position => position;
    public ReferenceAt Reference => reference;

    /// <summary>A document of the present day that was in force at the position.</summary>
    public void Add(string facility, string state, Judgement judged)
    {
        var counts = judged.Counts;
        facilities[facility] = facilities.TryGetValue(facility, out var so) ? so with { Counts = so.Counts.Plus(counts) } : (state, counts);
        if (family == Family.Hospital)
            return;
        foreach (var (group, part) in judged.Parts.All)
        {
            Add(group, part);
            if (group.Level == Dimension.Clave)
                Add(Group.Of(reference.ClassOf(group.Code)), part);
        }
    }

    private void Add(Group group, Counts more)
    {
        var own = Of(group, add: true)!;
        own.Counts = own.Counts.Plus(more);
    }

    public void EndDay(DateOnly day)
    {
        foreach (var (code, (state, counts)) in facilities)
        {
            var at = reference.Facilities[code]?.On(day);
            if (family == Family.Hospital && at is not { IsHospital: true })
                continue;
            var reports = at is not null && at.IsExpected(family, day) && counts.IsReportFor(family);
            foreach (var group in Group.Of(at?.State ?? state, at).Append(Group.Facility(code)))
            {
                Add(group, counts);
                Of(group, add: true)!.Days += reports ? 1 : 0;
            }
            if (!reports)
                continue;
            foreach (var group in Group.Of(state, reference.Facilities[code]!.On(period.To)))
                Of(group, add: true)!.Facilities.Add(code);
        }
        facilities.Clear();
    }

    public Content Of(Group group)
    {
        var own = Of(group, add: false) ?? new Sums();
        // The whole period has passed when it is published: every open day was expected.
        var (expected, expectedDays) = reference.Facilities.Expected(family, group, period, period.To);
        var reporting = group.Level == Dimension.Facility ? (own.Days > 0 ? expected : 0) : own.Facilities.Count;
        var states = StateCoverage.Of(family, group, own.Counts, () =>
            sums.Count(x => x.Key.Level == Dimension.State && StateCoverage.Of(family, x.Key, x.Value.Counts, () => 0).Reporting > 0));
        return new(own.Counts, new(reporting, expected, own.Days, expectedDays, states.Reporting, states.Expected));
    }

    private Sums? Of(Group group, bool add) => sums.TryGetValue(group, out var known) ? known : add ? sums[group] = new Sums() : null;

    private sealed class Sums
    {
        public Counts Counts { get; set; } = Counts.Zero;
        public int Days { get; set; }
        public HashSet<string> Facilities { get; } = new(StringComparer.Ordinal);
    }
}
