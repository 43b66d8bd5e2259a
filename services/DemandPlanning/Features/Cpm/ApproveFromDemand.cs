using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Cpm;

public static class ApproveFromDemand
{
    private const int PairsAtMost = 500;

    /// <param name="AsOf">The last month of the window.</param>
    /// <param name="Pairs">1 to 500 pairs whose value is <c>from-demand</c> in the newest run of that month.</param>
    public sealed record Request(string? AsOf, IReadOnlyList<Pair?>? Pairs);

    public sealed record Pair(string? Facility, string? Clave);

    public sealed record Response(string AsOf, int Approved);

    public static void MapApproveFromDemand(this IEndpointRouteBuilder planning) => planning.MapPost("/cpm/approvals", Handle)
        .WithSummary("Lets planning quantities that are only asked for count in the sums, from the next run of the month on.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<Response>> Handle(Body<Request> body, Caller caller, PlanningDb db, TimeProvider clock,
        CancellationToken ct)
    {
        if (Month.Parse(body.Value.AsOf, "asOf").Refused(out var why, out var asOf)
            || Read(body.Value.Pairs).Refused(out why, out var pairs))
            return why;
        var month = Consumption.Key(asOf);
        if (await db.CpmRuns.AsNoTracking().Where(x => x.FinishedAt != null && x.AsOf == month).OrderByDescending(x => x.Number)
            .FirstOrDefaultAsync(ct) is not { } run)
            return OfficialCpm.NotComputed;
        var current = await db.Resolve(pairs.Select(x => x.Facility), ct);
        var stated = pairs.DistinctBy(x => current[x.Facility])
            .ToDictionary(x => current[x.Facility], x => x.Facility, StringComparer.Ordinal);
        pairs = [.. pairs.Select(x => (current[x.Facility], x.Clave)).Distinct()];
        string[] facilities = [.. pairs.Select(x => x.Facility).Distinct()], claves = [.. pairs.Select(x => x.Clave).Distinct()];
        // The run may have been computed before a facility got its present code.
        var former = await db.Predecessors.AsNoTracking().Where(x => facilities.Contains(x.Current))
            .ToDictionaryAsync(x => x.Code, x => x.Current, ct);
        string[] codes = [.. facilities, .. former.Keys];
        var waiting = await db.CpmValues.AsNoTracking()
            .Where(x => x.Run == run.Id && x.Level == CpmValue.Facility && codes.Contains(x.Code) && claves.Contains(x.Clave)
                && x.FromDemand == 1)
            .Select(x => new { x.Code, x.Clave }).ToListAsync(ct);
        var open = waiting.Select(x => (former.GetValueOrDefault(x.Code, x.Code), x.Clave)).ToHashSet();
        for (var i = 0; i < pairs.Count; i++)
            if (!open.Contains(pairs[i]))
                return Refusals.NotFromDemand(pairs[i].Clave, pairs[i].Facility, asOf, $"pairs[{i}]");

        return await db.Write<Outcome<Response>>(async () =>
        {
            var known = await db.FromDemandApprovals
                .Where(x => x.AsOf == month && facilities.Contains(x.CurrentFacility) && claves.Contains(x.Clave)).ToListAsync(ct);
            foreach (var (facility, clave) in pairs.Except(known.Select(x => (x.CurrentFacility, x.Clave))))
            {
                db.FromDemandApprovals.Add(new FromDemandApproval
                {
                    AsOf = month, Facility = stated[facility], CurrentFacility = facility, Clave = clave,
                    By = caller.Subject, At = clock.Now(),
                });
                db.Audit("cpm.from-demand-approved", $"{facility}/{clave}/{asOf}");
            }
            return new Response(asOf.ToString(), pairs.Count);
        }, ct);
    }

    private static Outcome<List<(string Facility, string Clave)>> Read(IReadOnlyList<Pair?>? pairs)
    {
        if (pairs is not { Count: >= 1 and <= PairsAtMost })
            return Refusals.Pairs(PairsAtMost, "pairs");
        var read = new List<(string, string)>();
        for (var i = 0; i < pairs.Count; i++)
        {
            if (FacilityCode.Parse(pairs[i]?.Facility).Refused(out var why, out var facility)
                || Clave.Parse(pairs[i]?.Clave).Refused(out why, out var clave))
                return why.At($"pairs[{i}]");
            read.Add((facility.Value, clave.Value));
        }
        return read.Distinct().ToList();
    }
}
