using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Makes running figures from the ones below them, inside the job's transaction. The same input gives the same rows.</summary>
internal sealed class Rollup(IndicatorsDb db, FacilityDirectory places, DateOnly today, DateTimeOffset now)
{
    private readonly StaleFigures marks = new(db);

    public Task SaveMarks(CancellationToken ct) => marks.Save(ct);

    /// <summary>A facility's day, from its tallies; of a hospital also among the hospitals.</summary>
    public async Task Day(FacilityDay day, CancellationToken ct)
    {
        var at = places[day.Facility]?.On(day.Date);
        foreach (var family in day.Family == Family.Orders ? [Family.Orders] : (Family[])[Family.Prescriptions, Family.Hospital])
        {
            var belongs = family != Family.Hospital || at is { IsHospital: true };
            var figure = await db.Figures.SingleOrDefaultAsync(x => x.Family == family && x.Level == Level.Facility
                && x.Code == day.Facility && x.Period == Period.Of(Grain.Day, day.Date).Text, ct);
            if (!belongs && figure is null)
                continue;
            figure ??= Added(family, Group.Facility(day.Facility), Period.Of(Grain.Day, day.Date));
            var counts = belongs ? day.Counts : Counts.Zero;
            var expected = at is not null && at.IsExpected(family, day.Date) && day.Date <= today ? 1 : 0;
            var reporting = Reports(family, counts) ? expected : 0;
            Stamp(figure, day.State, at);
            Set(figure, new(counts, new(reporting, expected, reporting, expected)));
            marks.Add(family, figure.Group, day.Date);
        }
    }

    /// <summary>Statements are reports of prescriptions; for orders an order is.</summary>
    public static bool Reports(Family family, Counts counts) => family == Family.Orders ? counts[Counter.Documents] > 0 : counts.IsReport;

    /// <summary>The figures of one group that the marks, all of one month, make stale: the days, the month and the year.</summary>
    public async Task Month(Family family, Group group, IReadOnlyCollection<DateOnly> days, CancellationToken ct)
    {
        var (month, year) = (Period.Of(Grain.Month, days.First()), Period.Of(Grain.Year, days.First()));
        await db.Figures.Where(x => x.Family == family && x.Level == group.Level && x.Code == group.Code)
            .Where(x => (x.Grain == Grain.Day && x.EndsOn >= month.From && x.EndsOn <= month.To)
                || (x.Grain == Grain.Month && x.EndsOn >= year.From && x.EndsOn <= year.To) || x.Period == year.Text)
            .LoadAsync(ct);
        var own = db.Figures.Local.Where(x => x.Family == family && x.Group == group).ToList();
        if (group.Level != Level.Facility)
            foreach (var day in days)
                await Below(FindOrAdd(own, family, group, Period.Of(Grain.Day, day)), ct);
        await Over(FindOrAdd(own, family, group, month), own.Where(x => x.Grain == Grain.Day && x.EndsOn >= month.From
            && x.EndsOn <= month.To), ct);
        await Over(FindOrAdd(own, family, group, year), own.Where(x => x.Grain == Grain.Month && x.EndsOn >= year.From
            && x.EndsOn <= year.To), ct);
        Next(family, group, days, own);
    }

    // The chain goes on in a later transaction, which finds the rows of this one committed.
    private void Next(Family family, Group group, IReadOnlyCollection<DateOnly> days, List<Figure> own)
    {
        IEnumerable<Group> above = group.Level switch
        {
            Level.Facility => places[group.Code]?.Groups.Where(x => x.Level != Level.Nation) ?? [new(Level.State, own[0].State!)],
            Level.State => [Group.Nation],
            _ => [],
        };
        foreach (var next in above)
            foreach (var day in days)
                marks.Add(family, next, day);
    }

    // A group's day is the sum of its facilities' days, the nation's that of the states'.
    private async Task Below(Figure figure, CancellationToken ct)
    {
        var children = await Children(db.Figures.AsNoTracking(), figure).Select(x => new { x.Counts, x.ReportingDays }).ToListAsync(ct);
        await Cover(figure, Counts.Sum(children.Select(x => x.Counts)), children.Sum(x => x.ReportingDays), ct);
    }

    private async Task Over(Figure figure, IEnumerable<Figure> parts, CancellationToken ct)
    {
        var all = parts.ToList();
        await Cover(figure, Counts.Sum(all.Select(x => x.Counts)), all.Sum(x => x.ReportingDays), ct);
    }

    private async Task Cover(Figure figure, Counts counts, int reportingDays, CancellationToken ct)
    {
        var (period, group) = (Period.Stored(figure.Period), figure.Group);
        var (expected, expectedDays) = places.Expected(figure.Family, group, period, today);
        int reporting;
        if (group.Level == Level.Facility)
        {
            reporting = reportingDays > 0 ? expected : 0;
            Stamp(figure, figure.State ?? ReferenceLookup.StateOf(group.Code, ""),
                places[group.Code]?.On(period.To < today ? period.To : today));
        }
        else
        {
            reporting = await Children(db.Figures, figure).SumAsync(x => x.Reporting, ct);
        }
        var states = StateCoverage.Of(figure.Family, group, counts, () => 0);
        if (group.Level == Level.Nation && states.Expected > 0)
            states.Reporting = await Children(db.Figures, figure).SumAsync(x => x.StatesReporting, ct);
        Set(figure, new(counts, new(reporting, expected, reportingDays, expectedDays, states.Reporting, states.Expected)));
    }

    private static IQueryable<Figure> Children(IQueryable<Figure> figures, Figure parent)
    {
        var level = parent.Level == Level.Nation ? Level.State : Level.Facility;
        return figures.Where(x => x.Family == parent.Family && x.Level == level && x.Period == parent.Period)
            .Where(Within<Figure>(parent.Group));
    }

    /// <summary>The facilities of a group, by what they are on the last day of the figure's period.</summary>
    public static Expression<Func<T, bool>> Within<T>(Group group) where T : class, IFigure => group.Level switch
    {
        Level.State => x => x.State == group.Code,
        Level.UnitLevel => x => x.UnitLevel == group.Code,
        Level.UnitType => x => x.UnitType == group.Code,
        Level.Rural => x => x.Rural == group.Code,
        Level.Facility => x => x.Code == group.Code,
        _ => x => true,
    };

    private Figure FindOrAdd(List<Figure> own, Family family, Group group, Period period)
    {
        if (own.Find(x => x.Period == period.Text) is { } found)
            return found;
        own.Add(Added(family, group, period));
        return own[^1];
    }

    private Figure Added(Family family, Group group, Period period) =>
        db.Figures.Add(new Figure { Family = family, Level = group.Level, Code = group.Code, Period = period.Text, Grain = period.Grain,
            EndsOn = period.To }).Entity;

    private static void Stamp(Figure figure, string state, FacilityVersion? at)
    {
        var groups = Group.Of(state, at).ToDictionary(x => x.Level, x => x.Code);
        (figure.State, figure.Kind, figure.UnitLevel) = (at?.State ?? state, at?.Kind, groups.GetValueOrDefault(Level.UnitLevel));
        (figure.UnitType, figure.Rural) = (groups.GetValueOrDefault(Level.UnitType), groups.GetValueOrDefault(Level.Rural));
    }

    private void Set(Figure figure, Content content)
    {
        var x = content.Coverage;
        if (figure.Revision > 0 && figure.Coverage == x && figure.Counts.Equals(content.Counts))
            return;
        // Counters that nothing shows yet are stored; what was said stays said.
        if (figure.Revision > 0 && figure.Coverage == x && IndicatorStatement.SayAs(IndicatorStatement.AllOf(figure.Family,
            figure.Counts), content.Counts))
        {
            figure.Counts = content.Counts;
            return;
        }
        (figure.Counts, figure.Reporting, figure.Expected, figure.ReportingDays, figure.ExpectedDays) =
            (content.Counts, x.Reporting, x.Expected, x.ReportingDays, x.ExpectedDays);
        (figure.StatesReporting, figure.StatesExpected) = (x.StatesReporting, x.StatesExpected);
        (figure.Final, figure.ComputedAt) = (false, now);
        figure.Revision++;
    }
}
