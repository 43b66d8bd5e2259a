using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

public static class PutDemandPeriod
{
    /// <param name="From">The first month, <c>2027-01</c>.</param>
    /// <param name="Months">1 to 60.</param>
    /// <param name="Net">The CPM-based quantity is less what is in stock and on its way.</param>
    public sealed record Request(string? From, int? Months, bool Net = false);

    public static void MapPutDemandPeriod(this IEndpointRouteBuilder planning) => planning.MapPut("/demand/{period}", Handle)
        .WithSummary("Opens a period for demand, or changes its months before it is published (If-Match).")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<EditionView>> Handle(string period, Body<Request> body, IfMatch match, Caller caller, PlanningDb db,
        TimeProvider clock, CancellationToken ct)
    {
        var request = body.Value;
        if (Periods.Parse(period).Refused(out var why, out var name) || Month.Parse(request.From, "from").Refused(out why, out var from))
            return why;
        if (DateRules.PlannedMonth(from, Zones.DateAt(clock.Now(), Zones.Default), "from", "planning.month") is { } unlikely)
            return unlikely;
        if (request.Months is not (>= 1 and <= 60))
            return Refusals.Months("months");
        return await db.Write<Outcome<Created<EditionView>>>(async () =>
        {
            var stored = await db.Newest(name, ct);
            var key = Consumption.Key(from);
            if (stored is not null && (stored.From, stored.Months, stored.Net) == (key, request.Months.Value, request.Net))
                return new Created<EditionView>(EditionView.Of(stored), Repeated: true);
            if (stored is not null && (stored.Closed ?? match.MustBe(stored.Version)) is { } no)
                return no;

            var created = stored is null;
            if (created)
                db.Editions.Add(stored = new DemandEdition
                {
                    Period = name, Edition = 1, From = key, Months = request.Months.Value, Status = DemandStatus.Draft,
                });
            (stored!.From, stored.Months, stored.Net) = (key, request.Months.Value, request.Net);
            (stored.CpmRun, stored.CpmSetAside) = (null, 0);
            stored.Changed(caller.Subject, await db.HasRequests(stored, ct));
            db.Audit(created ? "demand.opened" : "demand.changed", name, $"from {from}, {request.Months} months, net {request.Net}");
            return new Created<EditionView>(EditionView.Of(stored), Repeated: !created);
        }, ct);
    }
}
