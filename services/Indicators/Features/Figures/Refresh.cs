using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Brings the running figures up to the tallies. Cost grows with what changed since the last run.</summary>
public sealed class RefreshFigures(IndicatorsDb db, TimeProvider clock) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct) => progress.Did(await new Refresh(db, clock).UntilClean(ct));
}

internal sealed class Refresh(IndicatorsDb db, TimeProvider clock)
{
    private const int DirtyBatch = 200;
    private const int MarkBatch = 100;

    // A transaction holds SQLite's only write lock.
    private static readonly TimeSpan batchTime = TimeSpan.FromMilliseconds(100);

    private readonly DateOnly today = Today(clock);

    /// <summary>A day has begun when it has in the easternmost zone, so that nobody reports on a day that is not expected.</summary>
    public static DateOnly Today(TimeProvider clock) => Zones.DateAt(clock.GetUtcNow(), "America/Cancun");

    /// <returns>How many tallies and figures were looked at.</returns>
    public async Task<long> UntilClean(CancellationToken ct)
    {
        await new NewDays(db, today).Mark(ct);
        var total = 0L;
        for (Places? places = null; ;)
        {
            if (await new JudgeAgain(db, today).Next(ct))
            {
                (places, total) = (null, total + 1);
                continue;
            }
            if (!await db.FacilityDays.AnyAsync(x => x.Dirty, ct) && !await db.Marks.AnyAsync(ct))
                return total;
            places ??= await LoadPlaces(ct);
            var known = places;
            var done = await db.Write(() => Days(known, ct), ct);
            db.ChangeTracker.Clear();
            if (done == 0)
            {
                done = await db.Write(() => Marks(known, ct), ct);
                db.ChangeTracker.Clear();
            }
            total += done;
        }
    }

    private async Task<Places> LoadPlaces(CancellationToken ct) =>
        new((await db.PlaceVersions.AsNoTracking().ToListAsync(ct)).Select(x => x.ToPlace()));

    private async Task<int> Days(Places places, CancellationToken ct)
    {
        var (began, done) = (clock.GetTimestamp(), 0);
        var rollup = new Rollup(db, places, today, clock.Now());
        foreach (var day in await db.FacilityDays.Where(x => x.Dirty).OrderBy(x => x.Date).Take(DirtyBatch).ToListAsync(ct))
        {
            if (done > 0 && clock.GetElapsedTime(began) > batchTime)
                break;
            await rollup.Day(day, ct);
            day.Dirty = false; // saved only where nobody has changed the tallies since they were read
            done++;
        }
        await rollup.SaveMarks(ct);
        return done;
    }

    private async Task<int> Marks(Places places, CancellationToken ct)
    {
        var (began, done) = (clock.GetTimestamp(), 0);
        var rollup = new Rollup(db, places, today, clock.Now());
        var marks = await db.Marks.OrderBy(x => x.Stage).ThenBy(x => x.Family).ThenBy(x => x.Level).ThenBy(x => x.Code).ThenBy(x => x.Day).Take(MarkBatch).ToListAsync(ct);
        foreach (var month in marks.Where(x => x.Stage == marks[0].Stage).GroupBy(x => (x.Family, Group: new Group(x.Level, x.Code), Month: Month.Of(x.Day))))
        {
            if (done > 0 && clock.GetElapsedTime(began) > batchTime)
                break;
            await rollup.Month(month.Key.Family, month.Key.Group, [.. month.Select(x => x.Day)], ct);
            db.Marks.RemoveRange(month);
            done += month.Count();
        }
        await rollup.SaveMarks(ct);
        return done;
    }
}

/// <summary>With every new day more days are expected, whether or not anybody reports: silence must show.</summary>
internal sealed class NewDays(IndicatorsDb db, DateOnly today)
{
    private const int LongestSilence = 400;

    public async Task Mark(CancellationToken ct)
    {
        var through = (await db.Rollovers.AsNoTracking().SingleOrDefaultAsync(ct))?.Through;
        if (through >= today)
            return;
        var first = through is { } last && last.AddDays(LongestSilence) > today ? last.AddDays(1) : today;
        var groups = new Places((await db.PlaceVersions.AsNoTracking().ToListAsync(ct)).Select(x => x.ToPlace())).Groups.ToList();
        for (var next = first; next <= today; next = next.AddDays(1))
        {
            var day = next;
            await Save(marks => groups.ForEach(group => marks.Add(group, day)), ct);
        }
        // The facilities' months and years: a mark for the last day that was known, and for today.
        foreach (var family in Enum.GetValues<Family>())
            foreach (var at in (DateOnly[])[first.AddDays(-1), today])
                await MarkFacilities(family, at, ct);
        await db.Write(async () =>
        {
            if (await db.Rollovers.SingleOrDefaultAsync(ct) is not { } row)
                db.Rollovers.Add(row = new Rollover { Id = 1 });
            row.Through = today;
        }, ct);
        db.ChangeTracker.Clear();
    }

    private async Task MarkFacilities(Family family, DateOnly at, CancellationToken ct)
    {
        var year = Period.Of(Grain.Year, at).Text;
        for (var after = ""; ;)
        {
            var from = after;
            var codes = await db.Figures.AsNoTracking().Where(x => x.Family == family && x.Level == Level.Facility && x.Period == year && string.Compare(x.Code, from) > 0)
                .Select(x => x.Code).OrderBy(x => x).Take(200).ToListAsync(ct);
            if (codes.Count == 0)
                return;
            await Save(marks => codes.ForEach(code => marks.Add(family, Group.Facility(code), at)), ct);
            after = codes[^1];
        }
    }

    private async Task Save(Action<MarkList> add, CancellationToken ct)
    {
        await db.Write(async () =>
        {
            var marks = new MarkList(db);
            add(marks);
            await marks.Save(ct);
        }, ct);
        db.ChangeTracker.Clear();
    }
}
