using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Every new day adds an expected day to the figures, also where nobody reports.</summary>
internal sealed class NewDays(IndicatorsDb db, FacilitiesInUse places, DateOnly today)
{
    private const int LongestSilence = 400;
    private const int Batch = 100;

    public async Task Begin(CancellationToken ct)
    {
        var through = (await db.Rollovers.AsNoTracking().SingleOrDefaultAsync(ct))?.Through;
        if (through >= today)
            return;
        var first = through is { } last && last.AddDays(LongestSilence) > today ? last.AddDays(1) : today;
        var days = Enumerable.Range(0, today.DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        foreach (var day in days)
            foreach (var family in Enum.GetValues<Family>())
                await Groups(family, day, ct);
        foreach (var period in days.SelectMany(Period.Around).Distinct())
            await Facilities(period, ct);
        await db.Write(async () =>
        {
            if (await db.Rollovers.SingleOrDefaultAsync(ct) is not { } row)
                db.Rollovers.Add(row = new Rollover { Id = 1 });
            row.Through = today;
        }, ct);
        db.ChangeTracker.Clear();
    }

    private async Task Groups(Family family, DateOnly day, CancellationToken ct)
    {
        await db.Write(async () =>
        {
            await new FactLog(db).LockAtLast(ct);
            var changes = new GroupChanges(db, places, today);
            foreach (var group in (await places.Read(ct)).Groups)
                foreach (var period in Period.Around(day))
                    changes.LookAgain(family, group, period);
            await changes.Save(ct);
        }, ct);
        db.ChangeTracker.Clear();
    }

    // Their months and years; of their days those of documents that were dated ahead.
    private async Task Facilities(Period period, CancellationToken ct)
    {
        for (var after = ""; ;)
        {
            var from = after;
            var figures = db.Figures.AsNoTracking().Where(x => x.Level == Dimension.Facility && x.Period == period.Text);
            var codes = await figures.Where(x => string.Compare(x.Code, from) > 0).Select(x => x.Code).Distinct().OrderBy(x => x)
                .Take(Batch).ToListAsync(ct);
            if (codes.Count == 0)
                return;
            var some = await figures.Where(x => codes.Contains(x.Code)).Select(x => new { x.Family, x.Code }).ToListAsync(ct);
            await db.Write(async () =>
            {
                await new FactLog(db).LockAtLast(ct);
                var changes = new FigureChanges(db, places, today);
                some.ForEach(x => changes.LookAgain(x.Family, x.Code, period));
                await changes.Save(ct);
            }, ct);
            db.ChangeTracker.Clear();
            after = codes[^1];
        }
    }
}
