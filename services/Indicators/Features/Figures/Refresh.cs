using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Makes what is stale fresh, in small transactions. What fails is set aside and the rest goes on.</summary>
internal sealed class Refresh(IndicatorsDb db, TimeProvider clock, JobProgress progress, long limit = Refresh.Limit)
{
    /// <summary>So many tallies and figures at most in one call, give or take a batch; <c>Indicators:CountAtMost</c> where set.</summary>
    public const long Limit = 100_000;

    private const int DayBatch = 200;
    private const int MarkBatch = 100;

    // A transaction holds SQLite's only write lock.
    private static readonly TimeSpan batchTime = TimeSpan.FromMilliseconds(100);

    private readonly DateOnly today = Today(clock);
    private readonly UncountedItems uncounted = new(db, progress);
    private readonly FacilitiesInUse places = new(db);

    /// <summary>How many tallies and figures were looked at.</summary>
    public long Done { get; private set; }

    public static long LimitOf(IConfiguration configuration) => configuration.GetValue("Indicators:CountAtMost", Limit);

    /// <summary>A day has begun when it has in the easternmost zone, so that nobody reports on a day that is not expected.</summary>
    public static DateOnly Today(TimeProvider clock) => Zones.DateAt(clock.GetUtcNow(), "America/Cancun");

    /// <summary>Facility-days that the figures do not have yet, of dates that a figure can have.</summary>
    public static IQueryable<FacilityDay> StaleDays(IndicatorsDb db, DateOnly latest) =>
        db.FacilityDays.Where(x => x.Dirty && x.Date >= CountedDates.Earliest && x.Date <= latest);

    /// <summary>Versions of facilities, without those of codes that became others: nobody is expected to report under these.</summary>
    public static IQueryable<FacilityVersionRow> InUse(IndicatorsDb db) =>
        db.FacilityVersions.Where(x => !db.FacilityCodes.Any(y => y.Stated == x.Code && y.Current != y.Stated));

    /// <returns>True: the figures have all that the log had. False: the limit was reached, and another call goes on.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        await CounterSet.Note(db, ct);
        await MissingFacts.NoteParked(db, ct);
        await new NewDays(db, today).Mark(ct);
        await uncounted.Load(today, ct);
        for (var end = Done + limit; Done < end;)
        {
            if (await new CountFacts(db, progress).Next((int)Math.Min(end - Done, int.MaxValue), ct) is > 0 and var counted)
                Done += counted;
            else if (await new JudgeAgain(db, today, progress).Next(ct) is > 0 and var judged)
                Done += judged;
            else if (await Batch(ct) is > 0 and var made)
                Done += made;
            else if (await Settle(ct))
                return true;
        }
        return false;
    }

    private async Task<int> Batch(CancellationToken ct)
    {
        if (!await StaleDays(db, CountedDates.Latest(today)).AnyAsync(ct) && !await db.StaleGroupDays.AnyAsync(ct))
            return 0;
        await Behind(ct);
        await places.Read(ct); // outside the transactions, which then find as a rule that nothing has changed
        return await Each(Days, ct) is > 0 and var days ? days : await Each(Marks, ct);
    }

    // Together, because a transaction for each would cost ten times as much; after a failure one by one, which finds the bad one.
    private async Task<int> Each(Func<int, CancellationToken, Task<int>> some, CancellationToken ct)
    {
        try
        {
            return await db.Write(() => some(int.MaxValue, ct), ct);
        }
        catch (Exception e) when (e is not OperationCanceledException and not System.Data.Common.DbException and not StoreBusyException)
        {
            db.ChangeTracker.Clear();
            return await db.Write(() => some(1, ct), ct);
        }
        finally
        {
            db.ChangeTracker.Clear();
            uncounted.Tell();
        }
    }

    private async Task<int> Days(int atMost, CancellationToken ct)
    {
        var (began, done) = (clock.GetTimestamp(), 0);
        var days = await StaleDays(db, CountedDates.Latest(today)).OrderBy(x => x.Date).Take(Math.Min(atMost, DayBatch)).ToListAsync(ct);
        var rollup = new Rollup(db, await places.Read(ct), today, clock.Now());
        foreach (var day in days)
        {
            if (done > 0 && clock.GetElapsedTime(began) > batchTime)
                break;
            day.Dirty = false; // saved only where nobody has changed the tallies since they were read
            var item = $"{day.Family} {day.Facility} {day.Date:yyyy-MM-dd}";
            await uncounted.Try(UncountedItem.FacilityDay, item, atMost == 1, () => rollup.Day(day, ct), ct);
            done++;
        }
        await rollup.SaveMarks(ct);
        return done;
    }

    private async Task<int> Marks(int atMost, CancellationToken ct)
    {
        var (began, done) = (clock.GetTimestamp(), 0);
        var marks = await db.StaleGroupDays.OrderBy(x => x.Stage).ThenBy(x => x.Family).ThenBy(x => x.Level).ThenBy(x => x.Code)
            .ThenBy(x => x.Day)
            .Take(MarkBatch).ToListAsync(ct);
        var rollup = new Rollup(db, await places.Read(ct), today, clock.Now());
        foreach (var month in marks.Where(x => x.Stage == marks[0].Stage)
            .GroupBy(x => (x.Family, Group: new Group(x.Level, x.Code), Month: Month.Of(x.Day))).Take(atMost))
        {
            if (done > 0 && clock.GetElapsedTime(began) > batchTime)
                break;
            var (family, group, first) = (month.Key.Family, month.Key.Group, month.First().Day);
            db.StaleGroupDays.RemoveRange(month);
            var item = $"{family} {group.Level} {group.Code} {Period.Of(Grain.Month, first).Text}";
            await uncounted.Try(UncountedItem.GroupFigures, item, atMost == 1, () =>
                rollup.Month(family, group, [.. month.Select(x => x.Day)], ct), ct);
            done += month.Count();
        }
        await rollup.SaveMarks(ct);
        return done;
    }

    private async Task Behind(CancellationToken ct)
    {
        if (await db.LogHeads.AnyAsync(x => x.BehindSince != null, ct))
            return;
        var now = clock.Now();
        await db.Write(() => db.LogHeads.Where(x => x.BehindSince == null)
            .ExecuteUpdateAsync(x => x.SetProperty(head => head.BehindSince, now), ct), ct);
    }

    /// <returns>False: more came in meanwhile.</returns>
    private async Task<bool> Settle(CancellationToken ct)
    {
        if (!await db.LogHeads.AnyAsync(x => x.BehindSince != null, ct))
            return true;
        var latest = CountedDates.Latest(today);
        return await db.Write(async () =>
        {
            await new FactLog(db).LockAtLast(ct);
            if (await db.Incoming.AnyAsync(ct)
                || await db.Pending.AnyAsync(x => x.Kind != DocumentKind.Code, ct) || await StaleDays(db, latest).AnyAsync(ct)
                || await db.StaleGroupDays.AnyAsync(ct))
                return false;
            await db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.BehindSince, (DateTimeOffset?)null), ct);
            return true;
        }, ct);
    }
}
