using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Demand;

public static class GetDemandRequest
{
    public static void MapGetDemandRequest(this IEndpointRouteBuilder planning) =>
        planning.MapGet("/demand/{period}/requests/{buyer}", Handle)
        .WithSummary("What a buyer asks for, with the version to name when it is replaced.")
        .Allow(Scope.State, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<PutDemandRequest.Response>> Handle(string period, string buyer, Caller caller, PlanningDb db,
        CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name))
            return why;
        if ((await Buyers.Named(db, buyer, ct)).Refused(out why, out var known))
            return why;
        if (FederalState.WithCode(known.State) is { } state && caller.MayActFor(state, "buyer") is { } foreign)
            return foreign;
        if (await db.Newest(name, ct) is not { } edition)
            return Periods.Unknown;
        if (await db.Requests.AsNoTracking()
            .SingleOrDefaultAsync(x => x.Period == name && x.Edition == edition.Edition && x.Buyer == known.Code, ct) is not { } request)
            return Refusals.NoSuchRequest();
        var lines = await db.LinesOf(edition).AsNoTracking().Where(x => x.Buyer == known.Code && x.Requested != null).OrderBy(x => x.Clave)
            .Select(x => new PutDemandRequest.Line(x.Clave, x.Requested, x.Justification)).ToListAsync(ct);
        return new PutDemandRequest.Response(name, edition.Edition, known.Code, request.Version, lines);
    }
}
