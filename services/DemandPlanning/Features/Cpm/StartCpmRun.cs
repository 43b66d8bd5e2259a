using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Cpm;

public static class StartCpmRun
{
    /// <param name="AsOf">The last month of the window, <c>2026-10</c>; it must have ended everywhere in Mexico.</param>
    /// <param name="Window">3, 6, 12 or 24 months; 12 where absent.</param>
    public sealed record Request(string? AsOf, int? Window = null);

    public static void MapStartCpmRun(this IEndpointRouteBuilder planning) => planning.MapPost("/cpm/runs", Handle)
        .WithSummary("Computes the CPM of every facility and clave. While a run over the same months is going on, that one is answered.")
        .Allow(Scope.Nation, Roles.Central)
        .Needs();

    private static async Task<Reply<GetCpmRun.Response>> Handle(Body<Request> body, PlanningDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Month.Parse(body.Value.AsOf, "asOf").Refused(out var why, out var asOf))
            return why;
        if (!Domain.Cpm.IsWindow(body.Value.Window ?? Domain.Cpm.DefaultWindow))
            return Refusal.Invalid("planning.window", "La ventana es de 3, 6, 12 o 24 meses.", "window");
        if (asOf > LastClosed(clock))
            return Refusal.Invalid("planning.month-not-over", $"El mes {asOf} todavía no termina en todo el país.", "asOf");
        return Reply<GetCpmRun.Response>.Accepted(GetCpmRun.Response.Of(await Start(db, asOf, body.Value.Window ?? Domain.Cpm.DefaultWindow, ct)));
    }

    /// <summary>The last month that has ended in the westernmost zone, and so in every other.</summary>
    internal static Month LastClosed(TimeProvider clock) => Month.Of(Zones.DateAt(clock.Now(), "America/Tijuana")).Add(-1);

    internal static Task<CpmRun> Start(PlanningDb db, Month asOf, int window, CancellationToken ct) => db.Write(async () =>
    {
        var (last, first) = (Consumption.Key(asOf), Consumption.Key(asOf.Add(1 - window)));
        if (await db.CpmRuns.SingleOrDefaultAsync(x => x.AsOf == last && x.Window == window && x.FinishedAt == null, ct) is { } running)
            return running;
        var now = db.Origin.Clock.Now();
        var number = await db.CpmRuns.MaxAsync(x => (int?)x.Number, ct) + 1 ?? 1;
        var run = new CpmRun { Id = Guid.CreateVersion7(now), Number = number, AsOf = last, Window = window, By = db.Origin.Subject, StartedAt = now, Version = 1 };
        run.FacilitiesExpected = await db.FacilityMonths.Where(x => x.Month >= first && x.Month <= last && x.Prescriptions > 0).Select(x => x.Facility).Distinct().CountAsync(ct);
        db.CpmRuns.Add(run);
        db.Audit("cpm.started", run.Id.ToString(), $"{asOf}, {window} months");
        return run;
    }, ct);
}

/// <summary>Starts the run of the last closed month once, where anything was dispensed at all.</summary>
public sealed class StartMonthlyCpm(PlanningDb db, TimeProvider clock) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var asOf = StartCpmRun.LastClosed(clock);
        var last = Consumption.Key(asOf);
        if (!await db.PairMonths.AnyAsync(x => x.Month <= last, ct)
            || await db.CpmRuns.AnyAsync(x => x.AsOf == last && x.Window == Domain.Cpm.DefaultWindow, ct))
            return;
        await StartCpmRun.Start(db, asOf, Domain.Cpm.DefaultWindow, ct);
        progress.Did(1, $"CPM {asOf}");
    }
}
