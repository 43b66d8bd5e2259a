using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Cpm;

public static class StartCpmRun
{
    /// <param name="AsOf">The last month of the window, <c>2026-10</c>; it must have ended everywhere in Mexico.</param>
    /// <param name="Window">3, 6, 12 or 24 months; 12 where absent.</param>
    public sealed record Request(string? AsOf, int? Window = null);

    public static void MapStartCpmRun(this IEndpointRouteBuilder planning) => planning.MapPost("/cpm/runs", Handle)
        .WithSummary("Computes the CPM of every facility and clave, to look at; while the same run is going on, that one is answered.")
        .Allow(Scope.Nation, Roles.Central)
        .Needs();

    private static async Task<Reply<GetCpmRun.Response>> Handle(Body<Request> body, PlanningDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Month.Parse(body.Value.AsOf, "asOf").Refused(out var why, out var asOf))
            return why;
        if (!Domain.Cpm.IsWindow(body.Value.Window ?? Domain.Cpm.DefaultWindow))
            return Refusals.Window("window");
        if (DateRules.PlannedMonth(asOf, Zones.DateAt(clock.Now(), Zones.Default), "asOf", "planning.month") is { } unlikely
            && asOf < LastClosed(clock))
            return unlikely;
        if (asOf > LastClosed(clock))
            return Refusals.MonthNotOver(asOf, "asOf");
        return Reply<GetCpmRun.Response>.Accepted(GetCpmRun.Response.Of(await Start(db, asOf, body.Value.Window
            ?? Domain.Cpm.DefaultWindow, CpmRun.Requested, ct)));
    }

    /// <summary>The last month that has ended in the westernmost zone, and so in every other.</summary>
    internal static Month LastClosed(TimeProvider clock) => Month.Of(Zones.DateAt(clock.Now(), "America/Tijuana")).Add(-1);

    /// <summary>A run that is going on already is the schedule's too once the schedule asks for it.</summary>
    internal static Task<CpmRun> Start(PlanningDb db, Month asOf, int window, string origin, CancellationToken ct) => db.Write(async () =>
    {
        var (last, first) = (Consumption.Key(asOf), Consumption.Key(asOf.Add(1 - window)));
        if (await db.CpmRuns.SingleOrDefaultAsync(x => x.AsOf == last && x.Window == window && x.FinishedAt == null, ct) is { } running)
        {
            if (origin == CpmRun.Scheduled)
                (running.Origin, running.Version) = (origin, running.Version + 1);
            return running;
        }
        var now = db.Origin.Clock.Now();
        var number = await db.CpmRuns.MaxAsync(x => (int?)x.Number, ct) + 1 ?? 1;
        var run = new CpmRun
        {
            Id = Guid.CreateVersion7(now), Number = number, AsOf = last, Window = window, Origin = origin, By = db.Origin.Subject,
            StartedAt = now, Version = 1,
        };
        run.FacilitiesExpected = await db.FacilityMonths.Where(x => x.Month >= first && x.Month <= last && x.Prescriptions > 0)
            .Select(x => x.CurrentFacility).Distinct().CountAsync(ct);
        db.CpmRuns.Add(run);
        db.Audit("cpm.started", run.Id.ToString(), $"{asOf}, {window} months");
        return run;
    }, ct);
}
