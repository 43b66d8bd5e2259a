using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

public static class PublishDemand
{
    public static void MapPublishDemand(this IEndpointRouteBuilder planning) => planning.MapPost("/demand/{period}/publish", Handle)
        .WithSummary("Makes the approved demand final and sends each buyer's monthly demand, by which orders are prioritised.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<EditionView>> Handle(string period, IfMatch match, Caller caller, PlanningDb db, TimeProvider clock,
        CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name))
            return why;
        return await db.Write<Outcome<EditionView>>(async () =>
        {
            if (await db.Newest(name, ct) is not { } edition)
                return Periods.Unknown;
            if (edition.Status == DemandStatus.Published)
                return EditionView.Of(edition);
            if (match.MayBe(edition.Version) is { } stale)
                return stale;
            if (edition.Status != DemandStatus.Approved)
                return Refusals.NotApproved();

            var now = clock.Now();
            (edition.Status, edition.PublishedBy, edition.PublishedAt, edition.Version) = (DemandStatus.Published, caller.Subject, now,
                edition.Version + 1);
            db.Audit("demand.published", name, $"edition {edition.Edition}");
            await Announce(db, edition, ct);
            return EditionView.Of(edition);
        }, ct);
    }

    // The edition is the message's version: the next one replaces every buyer's, also of one that has no line any more.
    private static async Task Announce(PlanningDb db, DemandEdition edition, CancellationToken ct)
    {
        foreach (var buyer in await db.BuyersOf(edition).OrderBy(x => x).ToListAsync(ct))
            db.Enqueue(await db.Approved(edition, buyer, ct));
    }
}
