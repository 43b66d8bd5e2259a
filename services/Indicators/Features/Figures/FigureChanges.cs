using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>
/// By what figures change in one transaction: differences are summed first, so that each figure is read and written once. A
/// facility's day is a figure; its groups change by what it is less what it was, those that it was in before as well. The log is locked.
/// </summary>
internal sealed class FigureChanges(IndicatorsDb db, FacilitiesInUse places, DateOnly today)
{
    private readonly DateTimeOffset now = db.Origin.Clock.Now();
    private readonly Dictionary<(Family Family, string Facility, DateOnly Date), Counts> days = [];
    private readonly HashSet<(Family Family, string Facility, Period Period)> periods = []; // months and years to look at again
    private readonly Dictionary<string, string> states = new(StringComparer.Ordinal); // of facilities without a version
    private readonly GroupChanges groups = new(db, places, today);
    private readonly HashSet<string> moved = new(StringComparer.Ordinal); // facilities that may be what they were not
    private Dictionary<string, FacilityHistory> histories = [];
    private Dictionary<(Family Family, string Code, string Period), Figure> rows = [];

    /// <summary>Figures whose sum is too great; they stay as they were, and the others go on.</summary>
    public IReadOnlyList<(string Item, Exception? Failure)> SetAside => groups.SetAside;

    /// <summary>What the documents of a facility's day count more than before. A date that no figure can have is passed over.</summary>
    public void Add(Family family, string facility, string state, DateOnly date, Counts difference)
    {
        if (!CountedDates.IsCounted(date, today))
            return;
        states[facility] = state;
        var key = (family, facility, date);
        days[key] = days.TryGetValue(key, out var so) ? so.Plus(difference) : difference;
    }

    /// <summary>What a document counts under its claves and its supplier.</summary>
    public void AddParts(Family family, DateOnly date, PartCounts parts, int sign)
    {
        if (CountedDates.IsCounted(date, today))
            foreach (var (group, counts) in parts.All)
                groups.Add(family, group, date, sign > 0 ? counts : Counts.Zero.Minus(counts));
    }

    /// <summary>The facility may be another, or have to report on other days, than its figure of the period says.</summary>
    public void LookAgain(Family family, string facility, Period period)
    {
        moved.Add(facility);
        if (period.Grain == Grain.Day && family != Family.Hospital) // the hospitals' day follows
            Add(family, facility, states.GetValueOrDefault(facility, ReferenceLookup.StateOf(facility, "")), period.From, Counts.Zero);
        else if (period.Grain != Grain.Day)
            periods.Add((family, facility, period));
    }

    public async Task Save(CancellationToken ct)
    {
        await Load(ct);
        var wider = periods.ToDictionary(x => x, _ => (Counts: Counts.Zero, Days: 0));
        foreach (var ((family, facility, date), difference) in days)
        {
            var day = Period.Of(Grain.Day, date);
            var own = FindOrAdd(family, facility, day);
            Day(own, own.Counts.Plus(difference));
            if (family != Family.Prescriptions)
                continue;
            var belongs = histories.GetValueOrDefault(facility)?.On(date) is { IsHospital: true };
            if (belongs || rows.ContainsKey((Family.Hospital, facility, day.Text)))
                Day(FindOrAdd(Family.Hospital, facility, day), belongs ? own.Counts : Counts.Zero);
        }
        foreach (var ((family, facility, period), (difference, more)) in wider)
            Wider(FindOrAdd(family, facility, period), period, difference, more);
        await groups.Save(ct);

        void Day(Figure row, Counts counts)
        {
            var (before, date) = (new Contribution(row), row.EndsOn);
            var at = histories.GetValueOrDefault(row.Code)?.On(date);
            row.Stamp(states.GetValueOrDefault(row.Code, row.State ?? ""), at);
            row.Set(new(counts, Coverage.OfDay(row.Family, at, date, counts, today)), now);
            groups.Add(row, before);
            foreach (var period in (Period[])[Period.Of(Grain.Month, date), Period.Of(Grain.Year, date)])
            {
                var so = wider.GetValueOrDefault((row.Family, row.Code, period), (Counts: Counts.Zero, Days: 0));
                wider[(row.Family, row.Code, period)] =
                    (so.Counts.Plus(counts.Minus(before.Counts)), so.Days + row.ReportingDays - before.ReportingDays);
            }
        }
    }

    private void Wider(Figure row, Period period, Counts difference, int more)
    {
        var (before, history) = (new Contribution(row), histories.GetValueOrDefault(row.Code));
        row.Stamp(states.GetValueOrDefault(row.Code, row.State ?? ReferenceLookup.StateOf(row.Code, "")),
            history?.On(period.To < today ? period.To : today));
        row.Set(new(row.Counts.Plus(difference),
            Coverage.OfPeriod(row.Family, history, row.Code, period, row.ReportingDays + more, today)), now);
        groups.Add(row, before);
    }

    private async Task Load(CancellationToken ct)
    {
        if (days.Count + periods.Count == 0)
            return;
        var codes = days.Keys.Select(x => x.Facility).Concat(periods.Select(x => x.Facility)).Distinct().ToList();
        var versions = await Refresh.InUse(db).AsNoTracking().Where(x => codes.Contains(x.Code)).ToListAsync(ct);
        histories = versions.GroupBy(x => x.Code, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => new FacilityHistory(x.Select(y => y.ToVersion())), StringComparer.Ordinal);
        var keys = periods.Concat(days.Keys.SelectMany(x => Period.Around(x.Date)
            .SelectMany(period => Families(x.Family, x.Facility, x.Date).Select(family => (family, x.Facility, period)))));
        rows = await db.Figures.WithKeys(x => new { x.Family, x.Level, x.Code, x.Period },
                keys.Select(x => new { Family = x.Item1, Level = Dimension.Facility, Code = x.Item2, Period = x.Item3.Text }))
            .ToDictionaryAsync(x => (x.Family, x.Code, x.Period), ct);
    }

    // A facility whose code became another was perhaps a hospital.
    private IEnumerable<Family> Families(Family family, string facility, DateOnly date) => family == Family.Prescriptions
        && (moved.Contains(facility) || histories.GetValueOrDefault(facility)?.On(date) is null or { IsHospital: true })
            ? [Family.Prescriptions, Family.Hospital] : [family];

    private Figure FindOrAdd(Family family, string facility, Period period)
    {
        if (!rows.TryGetValue((family, facility, period.Text), out var row))
            rows[(family, facility, period.Text)] = db.Figures.Add(row = Figure.Of(family, Group.Facility(facility), period)).Entity;
        return row;
    }
}
