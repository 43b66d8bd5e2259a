using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Counts what has come, in bounded transactions. What fails is set aside and the rest goes on.</summary>
internal sealed class Refresh(IndicatorsDb db, TimeProvider clock, JobProgress progress, long limit = Refresh.Limit)
{
    /// <summary>So many facts and figures at most in one call, give or take a batch; <c>Indicators:CountAtMost</c> where set.</summary>
    public const long Limit = 100_000;

    // While facts come and come, what follows from reference data has a turn after so many batches of them.
    private const int Turn = 8;

    private readonly DateOnly today = Today(clock);
    private readonly FacilitiesInUse places = new(db);

    /// <summary>How many facts and figures were looked at.</summary>
    public long Done { get; private set; }

    public static long LimitOf(IConfiguration configuration) => configuration.GetValue("Indicators:CountAtMost", Limit);

    /// <summary>A day has begun when it has in the easternmost zone, so that nobody reports on a day that is not expected.</summary>
    public static DateOnly Today(TimeProvider clock) => Zones.DateAt(clock.GetUtcNow(), "America/Cancun");

    /// <summary>Versions of facilities, without those of codes that became others: nobody is expected to report under these.</summary>
    public static IQueryable<FacilityVersionRow> InUse(IndicatorsDb db) =>
        db.FacilityVersions.Where(x => !db.FacilityCodes.Any(y => y.Stated == x.Code && y.Current != y.Stated));

    /// <returns>True: the figures have all that has come. False: the limit was reached, and another call goes on.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        await CounterSet.Note(db, ct);
        await MissingFacts.NoteParked(db, ct);
        await new UncountedItems(db, places, progress).Look(today, ct);
        var (facts, again) = (new CountFacts(db, places, today, progress), new JudgeAgain(db, places, today, progress));
        var (end, batch) = (Done + limit, 0);
        while (Done < end)
        {
            var counted = await facts.Next((int)Math.Min(end - Done, int.MaxValue), ct);
            if (batch++ == 0)
                await new NewDays(db, places, today).Begin(ct); // of the facilities that have come too
            var judged = counted == 0 || batch % Turn == 0 ? await again.Next(ct) : 0;
            Done += counted + judged;
            if (counted + judged == 0 && await Settle(ct))
                return true;
        }
        return false;
    }

    /// <returns>False: more came in meanwhile.</returns>
    private async Task<bool> Settle(CancellationToken ct)
    {
        if (!await db.LogHeads.AnyAsync(x => x.BehindSince != null, ct))
            return true;
        return await db.Write(async () =>
        {
            await new FactLog(db).LockAtLast(ct);
            if (await db.Pending.AnyAsync(x => x.Kind != DocumentKind.Code, ct))
                return false;
            await db.LogHeads.ExecuteUpdateAsync(x => x.SetProperty(head => head.BehindSince, (DateTimeOffset?)null), ct);
            return true;
        }, ct);
    }
}
