using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// Makes the figures of a month, and of its year, again from those below them: a facility's periods from its days, a group's days from
/// its facilities', the nation's from the states'. Another way than the running figures go, to the same numbers.
/// </summary>
internal sealed class FigureRecount(IndicatorsDb db, FacilitiesInUse places, DateOnly today, TimeProvider clock,
    IReadOnlyList<Counter> counters)
{
    private const int Batch = 200;

    // A transaction holds the log, and SQLite's only write lock.
    private static readonly TimeSpan batchTime = TimeSpan.FromMilliseconds(100);

    private readonly List<(string Item, Exception? Failure)> setAside = [];

    /// <summary>Figures of which the sum is too great.</summary>
    public IReadOnlyList<(string Item, Exception? Failure)> SetAside => setAside;

    /// <summary>Figures that were not the sum of what is below them, or said otherwise who has to report.</summary>
    public long Wrong { get; private set; }

    public async Task Make(Month month, CancellationToken ct)
    {
        await places.Read(ct); // outside the transactions, which then find as a rule that nothing has changed
        var figures = Of(month);
        for (var after = ""; ;)
        {
            var from = after;
            var codes = await figures.Where(x => x.Level == Dimension.Facility && string.Compare(x.Code, from) > 0).Select(x => x.Code)
                .Distinct().OrderBy(x => x).Take(Batch).ToListAsync(ct);
            await Each(codes, code => Facility(code, month, ct), ct);
            if (codes.Count < Batch)
                break;
            after = codes[^1];
        }
        // States before the nation, which is made of them, and claves before their classes.
        var groups = await Groups(figures, ct);
        foreach (var later in (bool[])[false, true])
            await Each([.. groups.Where(x => (x.Group.Level is Dimension.Nation or Dimension.ProductClass) == later)],
                x => Counted(x.Family, x.Group, month, ct), ct);
    }

    private IQueryable<Figure> Of(Month month) =>
        db.Figures.AsNoTracking().Where(x => x.Grain == Grain.Day && x.EndsOn >= month.First && x.EndsOn <= month.Last);

    private static async Task<List<(Family Family, Group Group)>> Groups(IQueryable<Figure> figures, CancellationToken ct)
    {
        var known = await figures.Where(x => x.Level != Dimension.Facility).Select(x => new { x.Family, x.Level, x.Code }).Distinct()
            .ToListAsync(ct);
        var of = await figures.Where(x => x.Level == Dimension.Facility)
            .Select(x => new { x.Family, x.State, x.UnitLevel, x.UnitType, x.Rural }).Distinct().ToListAsync(ct);
        var classes = await figures.Where(x => x.Level == Dimension.Clave).Select(x => new { x.Family, x.ProductClass }).Distinct()
            .ToListAsync(ct);
        return [.. known.Select(x => (x.Family, new Group(x.Level, x.Code)))
            .Concat(classes.Select(x => (x.Family, new Group(Dimension.ProductClass, x.ProductClass!))))
            .Concat(of.SelectMany(x => Figure.GroupsOf(x.State, x.UnitLevel, x.UnitType, x.Rural).Select(group => (x.Family, group))))
            .Distinct().OrderBy(x => x.Family).ThenBy(x => x.Item2.Level).ThenBy(x => x.Item2.Code, StringComparer.Ordinal)];
    }

    // Together, because a transaction for each would cost ten times as much, but not for long.
    private async Task Each<T>(List<T> all, Func<T, Task> make, CancellationToken ct)
    {
        for (var next = 0; next < all.Count;)
        {
            var first = next;
            next += await db.Write(async () =>
            {
                await new FactLog(db).LockAtLast(ct);
                if (await db.Pending.AnyAsync(ct))
                    return all.Count - first; // documents and days still follow what the log says; that makes these figures
                var (began, done) = (clock.GetTimestamp(), 0);
                while (first + done < all.Count && (done == 0 || clock.GetElapsedTime(began) < batchTime))
                {
                    await make(all[first + done++]);
                    await db.SaveChangesAsync(ct);
                    db.ChangeTracker.Clear();
                }
                ct.ThrowIfCancellationRequested(); // rather than in the commit, after which nobody knows
                return done;
            }, ct);
            db.ChangeTracker.Clear();
        }
    }

    private async Task Facility(string code, Month month, CancellationToken ct)
    {
        var (first, last) = (Period.Of(Grain.Month, month.First), Period.Of(Grain.Year, month.First));
        await Load(x => x.Level == Dimension.Facility && x.Code == code, first, last, ct);
        var history = (await places.Read(ct))[code];
        foreach (var own in db.Figures.Local.Where(x => x.Family != Family.Hospital && x.Grain == Grain.Day).ToList())
        {
            Day(own, own.Counts, history);
            var hospital = Find(Family.Hospital, own.Group, own.Period);
            var belongs = own.Family == Family.Prescriptions && history?.On(own.EndsOn) is { IsHospital: true };
            if (own.Family == Family.Prescriptions && (belongs || hospital is not null))
                Day(hospital ?? Added(Family.Hospital, own.Group, Period.Of(Grain.Day, own.EndsOn)),
                    belongs ? own.Counts : Counts.Zero, history);
        }
        foreach (var family in db.Figures.Local.Select(x => x.Family).Distinct().ToList())
            foreach (var (period, grain) in ((Period, Grain)[])[(first, Grain.Day), (last, Grain.Month)])
            {
                var (counts, days) = Sum(family, Group.Facility(code), period, grain);
                var row = Find(family, Group.Facility(code), period.Text) ?? Added(family, Group.Facility(code), period);
                row.Stamp(row.State ?? ReferenceLookup.StateOf(code, ""), history?.On(period.To < today ? period.To : today));
                Set(row, new(counts, Coverage.OfPeriod(family, history, code, period, days, today)));
            }
    }

    private void Day(Figure row, Counts counts, FacilityHistory? history)
    {
        var at = history?.On(row.EndsOn);
        row.Stamp(row.State ?? ReferenceLookup.StateOf(row.Code, ""), at);
        Set(row, new(counts, Coverage.OfDay(row.Family, at, row.EndsOn, counts, today)));
    }

    private void Set(Figure row, Content content)
    {
        if (row.Revision > 0 && (row.Coverage != content.Coverage || !row.Counts.EqualsIn(content.Counts, counters)))
            Wrong++;
        row.Set(content, clock.Now());
    }

    private async Task Counted(Family family, Group group, Month month, CancellationToken ct)
    {
        var item = $"{family} {group.Level} {group.Code}";
        try
        {
            await Make(family, group, month, ct);
        }
        catch (OverflowException e)
        {
            db.ChangeTracker.Clear();
            await UncountedItems.Add(db, UncountedItem.GroupFigures, item, 0, byDate: false, $"{month}: {e.Message}", ct);
            setAside.Add(($"{UncountedItem.GroupFigures} {item}", e));
        }
    }

    private async Task Make(Family family, Group group, Month month, CancellationToken ct)
    {
        var (first, last) = (Period.Of(Grain.Month, month.First), Period.Of(Grain.Year, month.First));
        await Load(x => x.Family == family && x.Level == group.Level && x.Code == group.Code, first, last, ct);
        // Of a clave's or a supplier's day its documents have been summed already.
        var below = group.Level is Dimension.Clave or Dimension.Supplier ? []
            : await Children(Of(month), family, group).Select(x => x.EndsOn).Distinct().ToListAsync(ct);
        foreach (var day in group.Level is Dimension.Clave or Dimension.Supplier ? []
            : below.Union(db.Figures.Local.Where(x => x.Grain == Grain.Day).Select(x => x.EndsOn)).ToList())
        {
            var period = Period.Of(Grain.Day, day);
            var parts = await Children(db.Figures.AsNoTracking(), family, group).Where(x => x.Period == period.Text)
                .Select(x => new { x.Counts, x.ReportingDays }).ToListAsync(ct);
            await Set(family, group, period, Counts.Sum(parts.Select(x => x.Counts)), parts.Sum(x => x.ReportingDays), ct);
        }
        foreach (var (period, grain) in ((Period, Grain)[])[(first, Grain.Day), (last, Grain.Month)])
        {
            var (counts, days) = Sum(family, group, period, grain);
            await Set(family, group, period, counts, days, ct);
        }
    }

    private async Task Set(Family family, Group group, Period period, Counts counts, int days, CancellationToken ct)
    {
        var (expected, expectedDays) = (await places.Read(ct)).Expected(family, group, period, today);
        var children = Children(db.Figures, family, group).Where(x => x.Period == period.Text);
        var reporting = group.Level.Rule().WholeNationOnly ? 0 : await children.SumAsync(x => x.Reporting, ct);
        var states = StateCoverage.Of(family, group, counts, () => 0);
        if (group.Level == Dimension.Nation && states.Expected > 0)
            states.Reporting = await children.SumAsync(x => x.StatesReporting, ct);
        var row = Find(family, group, period.Text) ?? Added(family, group, period);
        if (group.Level == Dimension.Clave)
            row.ProductClass = Dimensions.NameOf((await ReferenceLookup.Load(db, [], [group.Code], ct)).ClassOf(group.Code));
        Set(row, new(counts, new(reporting, expected, days, expectedDays, states.Reporting, states.Expected)));
    }

    private static IQueryable<Figure> Children(IQueryable<Figure> figures, Family family, Group group)
    {
        if (group.Level == Dimension.ProductClass)
            return figures.Where(x => x.Family == family && x.Level == Dimension.Clave && x.ProductClass == group.Code);
        var level = group.Level == Dimension.Nation ? Dimension.State : Dimension.Facility;
        return figures.Where(x => x.Family == family && x.Level == level).Where(FigureQuery.Within<Figure>(group));
    }

    /// <summary>The days of the month, the months of its year, and the year.</summary>
    private Task Load(Expression<Func<Figure, bool>> own, Period month, Period year, CancellationToken ct) => db.Figures.Where(own)
        .Where(x => (x.Grain == Grain.Day && x.EndsOn >= month.From && x.EndsOn <= month.To)
            || (x.Grain == Grain.Month && x.EndsOn >= year.From && x.EndsOn <= year.To) || x.Period == year.Text).LoadAsync(ct);

    private (Counts Counts, int Days) Sum(Family family, Group group, Period period, Grain grain)
    {
        var parts = db.Figures.Local.Where(x => x.Family == family && x.Group == group && x.Grain == grain
            && x.EndsOn >= period.From && x.EndsOn <= period.To).ToList();
        return (Counts.Sum(parts.Select(x => x.Counts)), parts.Sum(x => x.ReportingDays));
    }

    private Figure? Find(Family family, Group group, string period) =>
        db.Figures.Local.SingleOrDefault(x => x.Family == family && x.Group == group && x.Period == period);

    private Figure Added(Family family, Group group, Period period) => db.Figures.Add(Figure.Of(family, group, period)).Entity;
}
