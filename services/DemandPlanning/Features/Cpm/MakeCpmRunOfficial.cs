using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Cpm;

public static class MakeCpmRunOfficial
{
    public static void MapMakeCpmRunOfficial(this IEndpointRouteBuilder planning) => planning.MapPut("/cpm/runs/{id:guid}/official", Handle)
        .WithSummary("Makes a finished run the official one of its month and window, which demand and lists use. notice: what it lacks.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<GetCpmRun.Response>> Handle(Guid id, Caller caller, PlanningDb db, TimeProvider clock,
        CancellationToken ct) =>
        await db.Write<Outcome<GetCpmRun.Response>>(async () =>
        {
            if (await db.CpmRuns.SingleOrDefaultAsync(x => x.Id == id, ct) is not { } run)
                return Refusals.NoSuchRun();
            if (run.OfficialAt is not null)
                return GetCpmRun.Response.Of(run);
            if (run.FinishedAt is null)
                return Refusals.RunNotFinished();
            var sameMonths = await db.CpmRuns.Where(x => x.AsOf == run.AsOf && x.Window == run.Window && x.FinishedAt != null)
                .ToListAsync(ct);
            if (run.Dropped || OfficialCpm.Replaced(sameMonths).Contains(run))
                return Refusals.RunReplaced();

            // At once, so that of two runs made official at the same time the later meets the first one's row.
            var before = sameMonths.Find(x => x.OfficialAt is not null);
            if (before is not null)
            {
                (before.OfficialAt, before.OfficialBy, before.Version) = (null, null, before.Version + 1);
                await db.SaveChangesAsync(ct);
            }
            (run.OfficialAt, run.OfficialBy, run.Version) = (clock.Now(), caller.Subject, run.Version + 1);
            db.Audit("cpm.made-official", id.ToString(),
                $"{Consumption.MonthOf(run.AsOf)}, {run.Window} months{(before is null ? "" : $", in place of {before.Id}")}"
                + (run.FacilitiesSetAside == 0 ? "" : $", without {run.FacilitiesSetAside} facilities"));
            return GetCpmRun.Response.Of(run);
        }, ct);
}
