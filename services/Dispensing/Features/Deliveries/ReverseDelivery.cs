using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Citizens;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Deliveries;

public static class ReverseDelivery
{
    /// <param name="Reason">1 to 200 characters; shown to who reads the prescription, sent to nobody.</param>
    public sealed record Request(string? Reason);

    public static void MapReverseDelivery(this IEndpointRouteBuilder dispensing) => dispensing
        .MapPut("/prescriptions/{id:guid}/deliveries/{deliveryId:guid}/reversal", Handle)
        .WithSummary("Takes a mistaken delivery back: its pieces are in stock and owed again.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State);

    private static async Task<Reply<GetDelivery.Response>> Handle(
        Guid id, Guid deliveryId, Body<Request> body, Caller caller, IfMatch match, DispensingDb db, CancellationToken ct)
    {
        if (Reasons.Read(body.Value.Reason) is not { } reason)
            return Refusals.ReversalReason();
        return await db.Write<Outcome<Created<GetDelivery.Response>>>(async () =>
        {
            if ((await PrescriptionState.Find(db, id, caller, ct)).Refused(out var why, out var row))
                return why;
            if (row.ReadReversedDeliveries().FirstOrDefault(x => x.Delivery.Id == deliveryId) is { } back)
                return Reasons.AreSame(back.Reason, reason)
                    ? Answer(row, deliveryId, repeated: true)
                    : Refusals.AlreadyReversed(back);
            if (row.ReadDeliveries().SingleOrDefault(x => x.Id == deliveryId) is not { } delivery)
                return GetDelivery.NotFound();
            if (row.Status == PrescriptionStatus.Voided)
                return Refusals.Voided();
            if (match.MayBe(row.Version) is { } stale)
                return stale;
            var now = db.Origin.Clock.Now();
            row.Reverse(delivery, reason, now, db.Origin.Subject);
            await KeepOwed.Set(db, row, ct);
            row.Change(now);
            db.Audit("delivery.reversed", deliveryId.ToString(), $"prescription {id} version {row.Version}");
            row.Publish(db);
            await EndReports.Reopen(db, deliveryId, ct);
            return Answer(row, deliveryId, repeated: false);
        }, ct);
    }

    private static Outcome<Created<GetDelivery.Response>> Answer(Prescription row, Guid deliveryId, bool repeated) =>
        GetDelivery.Of(row, deliveryId).Refused(out var why, out var view)
            ? why
            : new Created<GetDelivery.Response>(view, repeated);
}
