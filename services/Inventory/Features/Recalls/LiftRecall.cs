using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Recalls;

public static class LiftRecall
{
    public static void MapLiftRecall(this IEndpointRouteBuilder inventory) => inventory.MapPut("/recalls/{id:guid}/reversal", Handle)
        .WithSummary("Lifts a recall: its pieces have the condition again that they had without it. Who may declare it may lift it.")
        .Allow(Scope.Facility, Roles.Central, Roles.State, Roles.Warehouse);

    private static async Task<Reply<RecallView>> Handle(
        Guid id, Body<Reversal.Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (RequestParsing.Text(body.Value.Reason, "reason").Refused(out var why, out var reason))
            return why;
        return await db.Write<Outcome<Created<RecallView>>>(async () =>
        {
            if (await db.Recalls.SingleOrDefaultAsync(x => x.Id == id, ct) is not { } recall)
                return Refusals.NoSuchRecall();
            if (await RecallView.MayDeclare(db, caller, recall.StatedScope ?? recall.Scope, ct) is { } foreign)
                return foreign;
            if (recall.LiftedAt is not null)
                return recall.LiftReason == reason
                    ? new Created<RecallView>(await RecallView.Of(recall, db, ct), Repeated: true)
                    : Refusals.AlreadyLifted(recall);
            var now = clock.Now();
            (recall.Version, recall.LiftedAt, recall.LiftedBy, recall.LiftReason) = (recall.Version + 1, now, db.Origin.Subject, reason);
            await db.SaveChangesAsync(ct); // which other recalls hold the lot is read without it
            await Quarantining.GiveBack(db, recall, now, ct);
            db.Audit("lot.recall-lifted", id.ToString(), $"{recall.Clave} {recall.Lot} {recall.Scope ?? "nation"}");
            db.Enqueue(recall.ToFact(now));
            await db.SaveChangesAsync(ct); // what was given back is part of the answer
            return new Created<RecallView>(await RecallView.Of(recall, db, ct), Repeated: false);
        }, ct);
    }
}
