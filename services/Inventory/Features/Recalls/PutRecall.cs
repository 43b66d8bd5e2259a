using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Recalls;

public static class PutRecall
{
    /// <param name="Scope">A state's code or a facility's; absent: the caller's own facility or state, for central supply the
    /// nation.</param>
    public sealed record Request(string? Clave, string? Lot, string? Reason, string? Scope = null);

    private sealed record Withdrawal(string Clave, string Lot, string Reason, string? Scope);

    public static void MapPutRecall(this IEndpointRouteBuilder inventory) => inventory.MapPut("/recalls/{id:guid}", Handle)
        .WithSummary(
            "Withdraws a lot in the nation, a state or a facility: its usable pieces go to quarantine, also those that arrive later.")
        .Allow(Scope.Facility, Roles.Central, Roles.State, Roles.Warehouse);

    private static async Task<Reply<RecallView>> Handle(
        Guid id, Body<Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(body.Value, caller).Refused(out var why, out var withdrawal))
            return why;
        var scope = await Resolve(withdrawal.Scope, db, ct);
        if (await RecallView.MayDeclare(db, caller, withdrawal.Scope, ct) is { } foreign)
            return foreign;
        return await db.Write(
            () => db.Create("recall", id, Fingerprint.Of(withdrawal), () => Record(id, withdrawal, scope, db, clock.Now(), ct), ct), ct);
    }

    private static async Task<Outcome<RecallView>> Record(
        Guid id, Withdrawal asked, string? scope, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        var recall = new Recall
        {
            Id = id, Clave = asked.Clave, Lot = asked.Lot, Reason = asked.Reason, Scope = scope, StatedScope = asked.Scope,
            RecalledAt = now, By = db.Origin.Subject,
        };
        var again = await db.Recalls.AnyAsync(x => x.Clave == recall.Clave && x.Lot == recall.Lot && x.LiftedAt == null, ct);
        db.Recalls.Add(recall);
        await Quarantining.Next(db, recall, now, ct);
        db.Audit("lot.recalled", id.ToString(), $"{recall.Clave} {recall.Lot} {scope ?? "nation"}{(again ? ", recalled before" : "")}");
        db.Enqueue(recall.ToFact(now));
        await db.SaveChangesAsync(ct); // what went to quarantine is part of the answer
        return await RecallView.Of(recall, db, ct);
    }

    private static async Task<string?> Resolve(string? scope, InventoryDb db, CancellationToken ct) =>
        scope is { Length: > 2 } ? (await db.Resolve(FacilityCode.Stored(scope), ct)).Value : scope;

    private static Outcome<Withdrawal> Read(Request request, Caller caller) =>
        Clave.Parse(request.Clave).Refused(out var why, out var clave) ? why
        : RequestParsing.Lot(request.Lot).Refused(out why, out var lot) ? why
        : RequestParsing.Text(request.Reason, "reason").Refused(out why, out var reason) ? why
        : ReadScope(request.Scope, caller).Refused(out why, out var scope) ? why
        : new Withdrawal(clave.Value, lot, reason, scope.Length == 0 ? null : scope);

    /// <summary>Empty: the nation.</summary>
    private static Outcome<string> ReadScope(string? text, Caller caller)
    {
        if (text is null)
            return caller.Is(Roles.Central) ? "" : caller.Facility ?? caller.State ?? "";
        if (!FederalState.Parse(text).Refused(out _, out var state))
            return state.Code;
        return FacilityCode.Parse(text, "scope").Refused(out _, out var facility)
            ? Refusals.RecallScope()
            : facility.Value;
    }
}
