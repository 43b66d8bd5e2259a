using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// The figures of a closed period, of every group at once, made from nothing but the log up to a position: another way than
/// the running figures go, to the same numbers. Reads the documents day by day; holds sums, never documents.
/// </summary>
internal sealed class LogFigures
{
    private readonly Dictionary<Group, Sums> sums = [];
    private readonly Family family;
    private readonly Period period;
    private readonly Places places;

    private LogFigures(Family family, Period period, Places places) => (this.family, this.period, this.places) = (family, period, places);

    public static async Task<LogFigures> Make(IndicatorsDb db, Family family, Period period, long position, CancellationToken ct)
    {
        var log = new LogReader(db, position);
        var figures = new LogFigures(family, period, await log.AllPlaces(ct));
        for (var day = period.From; day <= period.To; day = day.AddDays(1))
            await figures.Add(log, day, ct);
        return figures;
    }

    public Content Of(Group group)
    {
        var own = sums.GetValueOrDefault(group) ?? new Sums();
        // The whole period has passed when it is published: every open day was expected.
        var (expected, expectedDays) = places.Expected(family, group, period, period.To);
        var reporting = group.Level == Level.Facility ? (own.Days > 0 ? expected : 0) : own.Facilities.Count;
        var states = StateCoverage.Of(family, group, own.Counts, () =>
            sums.Count(x => x.Key.Level == Level.State && StateCoverage.Of(family, x.Key, x.Value.Counts, () => 0).Reporting > 0));
        return new(own.Counts, new(reporting, expected, own.Days, expectedDays, states.Reporting, states.Expected));
    }

    private async Task Add(LogReader log, DateOnly day, CancellationToken ct)
    {
        var facilities = new Dictionary<string, (string State, Counts Counts)>(StringComparer.Ordinal);
        await foreach (var (row, judged) in log.Day(family, day, ct: ct))
            facilities[row.Facility] = facilities.TryGetValue(row.Facility, out var so) ? so with { Counts = so.Counts.Plus(judged.Counts) } : (row.State, judged.Counts);
        foreach (var (code, (state, counts)) in facilities)
        {
            var at = places[code]?.On(day);
            if (family == Family.Hospital && at is not { IsHospital: true })
                continue;
            var reports = at is not null && at.IsExpected(family, day) && Rollup.Reports(family, counts);
            foreach (var group in Group.Of(at?.State ?? state, at).Append(Group.Facility(code)))
            {
                var own = sums.TryGetValue(group, out var known) ? known : sums[group] = new Sums();
                own.Counts = own.Counts.Plus(counts);
                own.Days += reports ? 1 : 0;
            }
            if (!reports)
                continue;
            foreach (var group in Group.Of(state, places[code]!.On(period.To)))
                (sums.TryGetValue(group, out var known) ? known : sums[group] = new Sums()).Facilities.Add(code);
        }
    }

    private sealed class Sums
    {
        public Counts Counts { get; set; } = Counts.Zero;
        public int Days { get; set; }
        public HashSet<string> Facilities { get; } = new(StringComparer.Ordinal);
    }
}
