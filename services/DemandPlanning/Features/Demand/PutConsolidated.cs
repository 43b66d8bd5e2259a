using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

public static class PutConsolidated
{
    /// <param name="Max">Pieces for the whole period; the minimum follows from it.</param>
    public sealed record Request(long? Max);

    public sealed record Response(string Period, int Edition, string Buyer, string Clave, int Version, long? Requested, long? CpmBased,
        long? Consolidated, long? Min, long? Max) : IVersioned
    {
        public static Response Of(DemandLine x) =>
            new(x.Period, x.Edition, x.Buyer, x.Clave, x.Version, x.Requested, x.CpmBased, x.Consolidated, x.Min, x.Consolidated);
    }

    public static void MapPutConsolidated(this IEndpointRouteBuilder planning) =>
        planning.MapPut("/demand/{period}/consolidated/{buyer}/{clave}", Handle)
        .WithSummary("Sets the consolidated demand of a buyer and a clave by hand; what was requested and consumed stays beside it.")
        .Allow(Scope.Nation, Roles.Central)
        .Needs(Feed.Catalogue);

    private static async Task<Reply<Response>> Handle(
        string period, string buyer, string clave, Body<Request> body, IfMatch match, Caller caller, PlanningDb db, CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name) || Clave.Parse(clave).Refused(out why, out var of)
            || Pieces.AtLeastZero(body.Value.Max, "max").Refused(out why, out var max))
            return why;
        if ((await Buyers.Named(db, buyer, ct)).Refused(out why, out var known))
            return why;
        return await db.Write<Outcome<Created<Response>>>(async () =>
        {
            if (await db.Newest(name, ct) is not { } edition)
                return Periods.Unknown;
            var line = await db.LinesOf(edition).SingleOrDefaultAsync(x => x.Buyer == known.Code && x.Clave == of.Value, ct);
            var created = line?.Consolidated is null;
            if (new ConsolidatedLine(known, of, max).Set(db, edition, line, match).Refused(out var refused, out var set))
                return refused;
            if (!set.Repeated)
                edition.Changed(caller.Subject, await db.HasRequests(edition, ct));
            return new Created<Response>(Response.Of(set.Value), Repeated: !created);
        }, ct);
    }
}
