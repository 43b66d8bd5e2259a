using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Cpm;

public static class GetCpmRun
{
    /// <param name="Status"><c>running</c> or <c>finished</c>.</param>
    /// <param name="Standing"><c>official</c>: demand and lists use it; <c>proposed</c>: by the schedule; <c>exploratory</c>: for
    /// looking.</param>
    /// <param name="ValuesKept">False: a later run over the same months took the place of its values.</param>
    /// <param name="FacilitiesExpected">Facilities that had reported in the window when the run began.</param>
    /// <param name="SetAside">Facilities that could not be computed: no sum holds them, and each sum says how many it lacks.</param>
    /// <param name="ClavesSetAside">Claves of which only the facilities' values are there, and no sums.</param>
    /// <param name="FactsParked">Messages set apart when the run ended: what they say of consumption or stock is not in it.</param>
    /// <param name="Notice">What is missing in words, for whoever makes the run official; null: nothing.</param>
    /// <param name="Pairs">Facilities times claves so far: computed, insufficient and from demand together.</param>
    public sealed record Response(
        Guid Id, string AsOf, int Window, string Rule, [OneOf("running", "finished")] string Status,
        [OneOf("official", "proposed", "exploratory")] string Standing, bool ValuesKept, DateTimeOffset StartedAt,
        DateTimeOffset? FinishedAt, DateTimeOffset? OfficialAt, string? OfficialBy,
        int FacilitiesDone, int FacilitiesExpected, int Pairs, int Computed, int Insufficient, int FromDemand,
        int SetAside = 0, int ClavesSetAside = 0, int FactsParked = 0, string? Notice = null)
    {
        public static Response Of(CpmRun x) => new(
            x.Id, Consumption.MonthOf(x.AsOf).ToString(), x.Window, Domain.Cpm.Rule, x.FinishedAt is null ? "running" : "finished",
            x.Standing, !x.Dropped, x.StartedAt, x.FinishedAt, x.OfficialAt, x.OfficialBy,
            x.FacilitiesDone, x.FacilitiesExpected, x.Computed + x.Insufficient + x.FromDemand, x.Computed, x.Insufficient, x.FromDemand,
            x.FacilitiesSetAside, x.ClavesSetAside, x.FactsParked,
            Incomplete.Notice(x.FacilitiesSetAside, x.ClavesSetAside, x.FactsParked));
    }

    public static void MapGetCpmRun(this IEndpointRouteBuilder planning) => planning.MapGet("/cpm/runs/{id:guid}", Handle)
        .WithSummary("How far a run is, and what is missing in it.")
        .Allow(Scope.Nation, Roles.Central, Roles.State, Roles.Dashboard, Roles.Auditor, Roles.Operator);

    private static async Task<Reply<Response>> Handle(Guid id, PlanningDb db, CancellationToken ct) =>
        await db.CpmRuns.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is { } run
            ? Response.Of(run)
            : Refusals.NoSuchRun();
}
