using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Platform.Operations;

/// <summary>What the operator of a service sees and does: <c>/{service}/ops/...</c>, the same for every service.</summary>
public static class OperationsRoutes
{
    internal static void MapOperations<TDb>(this RouteGroupBuilder service) where TDb : SupplyDb
    {
        var ops = service.MapGroup("/ops");
        ops.MapGet("/jobs", JobOperations.ListJobs<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Jobs, their schedules and last runs.");
        ops.MapPost("/jobs/{name}/run", JobOperations.RunJob<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary(
                "Starts a job. 202 and where to watch it (Location), also if it runs already; 200 if it ended within `wait` seconds.");
        ops.MapGet("/jobs/{name}/runs", JobOperations.ListRuns<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Runs of a job, newest first; with status=failed those that failed. Runs that found nothing to do leave none.");
        ops.MapGet("/jobs/{name}/runs/{id:guid}", JobOperations.GetRun<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("A run of a job, while it runs and afterwards.");
        ops.MapGet("/set-aside", SetAsideOperations.ListSetAside<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Items that a job could not do and set aside, while it goes on with the rest.");
        ops.MapPost("/jobs/{name}/set-aside/discard", SetAsideOperations.DiscardSetAside<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Takes an item off the list of what is set aside.");
        ops.MapGet("/messages/parked", ParkedOperations.ListParked<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Messages that a handler could not take.");
        ops.MapGet("/messages/parked/causes", ParkedCauses.ListCauses<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Parked messages counted by what stopped them.");
        ops.MapGet("/messages/parked/{id:guid}", ParkedOperations.GetParked<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("A parked message with its body and the document that it tells of.");
        ops.MapPost("/messages/parked/replay", ParkedCauses.ReplayMany<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Tries parked messages again, those of a handler, type or cause; `limit` of them, 100 where absent.");
        ops.MapPost("/messages/parked/{id:guid}/replay", ParkedOperations.Replay<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Tries a parked message again, under its own id.");
        ops.MapPost("/messages/parked/{id:guid}/discard", ParkedOperations.Discard<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Gives a parked message up for good.");
        ops.MapGet("/messages/outbox", OutboxOperations.GetOutbox<TDb>).Allow(Scope.Nation, Roles.Operator)
            .WithSummary("Messages that have not left yet, and since when the oldest waits.");
        ops.MapGet("/audit", AuditOperations.ListAudit<TDb>).Allow(Scope.Nation, Roles.Operator, Roles.Auditor)
            .WithSummary("Who did what.");
    }
}
