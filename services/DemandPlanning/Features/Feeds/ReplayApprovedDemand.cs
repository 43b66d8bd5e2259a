using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Features.Demand;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;

namespace Supply.DemandPlanning.Features.Feeds;

/// <summary>Of each period the edition that was published last, buyer by buyer: one may have 5,000 lines.</summary>
public sealed class ReplayApprovedDemand(PlanningDb db) : IFeed
{
    public async Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct)
    {
        var at = key.Length == 0 ? ["", ""] : ResumeKeyException.Parts(key, 2);
        var (period, buyer) = (at[0], at[1]);
        for (var edition = await Published(x => x.Period.CompareTo(period) >= 0, ct); edition is not null; edition = await Published(x =>
            x.Period.CompareTo(edition.Period) > 0, ct))
        {
            var after = edition.Period == period ? buyer : "";
            if (await db.BuyersOf(edition).Where(x => x.CompareTo(after) > 0).OrderBy(x => x).FirstOrDefaultAsync(ct) is { } next)
                return [StreamedFact.Of(await db.Approved(edition, next, ct), $"{edition.Period}|{next}", $"{edition.Period}|{next}")];
        }
        return [];
    }

    private Task<DemandEdition?> Published(Expression<Func<DemandEdition, bool>> period, CancellationToken ct) =>
        db.Editions.AsNoTracking().Where(x => x.Status == DemandStatus.Published).Where(period).OrderBy(x => x.Period)
            .ThenByDescending(x => x.Edition).FirstOrDefaultAsync(ct);
}
