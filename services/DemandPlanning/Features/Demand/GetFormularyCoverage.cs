using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Demand;

public static class GetFormularyCoverage
{
    /// <param name="Formularies">Of the unit types of the buyer's facilities; none where one of them may have every active clave.</param>
    /// <param name="Allowed">Claves that the buyer may ask for.</param>
    /// <param name="Asked">Of them, those in the request.</param>
    /// <param name="Outside">Claves in the request that it may not ask for any more: formulary or catalogue have changed since.</param>
    /// <param name="NotAsked">Of them, those that no formulary leaves out and the request does.</param>
    public sealed record Response(
        string Period, int Edition, string Buyer, int RequestVersion, IReadOnlyList<FormularyVersion> Formularies, int Allowed, int Asked,
        IReadOnlyList<string> Outside, IReadOnlyList<string> NotAsked);

    public sealed record FormularyVersion(string UnitType, int Version);

    public static void MapGetFormularyCoverage(this IEndpointRouteBuilder planning) =>
        planning.MapGet("/demand/{period}/requests/{buyer}/formulary", Handle)
        .WithSummary("How much of what a buyer may ask for is in its request, and what is not.")
        .Allow(Scope.State, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Response>> Handle(string period, string buyer, Caller caller, PlanningDb db, CancellationToken ct)
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
        var asked = await db.LinesOf(edition).AsNoTracking().Where(x => x.Buyer == known.Code && x.Requested != null)
            .Select(x => x.Clave).ToHashSetAsync(ct);
        var allowed = await Formulary.Of(db, known.Code, ct);
        return new Response(
            name, edition.Edition, known.Code, request.Version, allowed.Formularies, allowed.Claves.Count,
            allowed.Claves.Count(asked.Contains), [.. asked.Where(x => !allowed.Claves.Contains(x)).Order(StringComparer.Ordinal)],
            [.. allowed.Claves.Where(x => !asked.Contains(x)).Order(StringComparer.Ordinal)]);
    }
}
