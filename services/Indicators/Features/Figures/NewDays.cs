using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Every new day adds an expected day to the figures, also where nobody reports.</summary>
internal sealed class NewDays(IndicatorsDb db, DateOnly today)
{
    private const int LongestSilence = 400;

    public async Task Mark(CancellationToken ct)
    {
        var through = (await db.Rollovers.AsNoTracking().SingleOrDefaultAsync(ct))?.Through;
        if (through >= today)
            return;
        var first = through is { } last && last.AddDays(LongestSilence) > today ? last.AddDays(1) : today;
        var groups = new FacilityDirectory((await db.FacilityVersions.AsNoTracking().ToListAsync(ct))
            .Select(x => x.ToVersion())).Groups.ToList();
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
            var codes = await db.Figures.AsNoTracking().Where(x => x.Family == family && x.Level == Level.Facility && x.Period == year
                && string.Compare(x.Code, from) > 0)
                .Select(x => x.Code).OrderBy(x => x).Take(200).ToListAsync(ct);
            if (codes.Count == 0)
                return;
            await Save(marks => codes.ForEach(code => marks.Add(family, Group.Facility(code), at)), ct);
            after = codes[^1];
        }
    }

    private async Task Save(Action<StaleFigures> add, CancellationToken ct)
    {
        await db.Write(async () =>
        {
            var marks = new StaleFigures(db);
            add(marks);
            await marks.Save(ct);
        }, ct);
        db.ChangeTracker.Clear();
    }
}
