using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Held;

public static class AcceptHeld
{
    /// <param name="PresentedAt">When it really was, with offset; absent: the moment it says is right. Never more than 24 h ahead.</param>
    /// <param name="PrescribedOn">
    /// The date on the paper, where the recorded one is wrong as well; absent: as recorded, or that of the presentation.
    /// </param>
    public sealed record Request(DateTimeOffset? PresentedAt = null, DateOnly? PrescribedOn = null);

    public static void MapAcceptHeld(this IEndpointRouteBuilder dispensing) => dispensing.MapPost("/held/{id:guid}/accept", Handle)
        .WithSummary("A person says when a held prescription was presented; from now on it counts.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central);

    private static async Task<Reply<PrescriptionState>> Handle(
        Guid id, Body<Request> body, Caller caller, IfMatch match, DispensingDb db, CancellationToken ct) =>
        await db.Write<Outcome<PrescriptionState>>(async () =>
        {
            if ((await PrescriptionState.Find(db, id, caller, ct)).Refused(out var why, out var row))
                return why;
            if (row.Status == PrescriptionStatus.Voided)
                return Refusals.Voided();
            if (row.Status == PrescriptionStatus.Recorded)
                return row.WasAcceptedAs(body.Value.PresentedAt?.ToMicroseconds(), body.Value.PrescribedOn)
                    ? PrescriptionState.Of(row)
                    : Refusals.AlreadyAccepted(row);
            if (match.MayBe(row.Version) is { } stale)
                return stale;
            var (now, presentedAt) = (db.Origin.Clock.Now(), body.Value.PresentedAt?.ToMicroseconds() ?? row.PresentedAt);
            if (PresentationWindow.IsAhead(presentedAt, now))
                return Refusals.PresentedAhead();
            var localDate = Zones.DateAt(presentedAt, row.TimeZone);
            if (localDate < DateRules.Earliest)
                return Refusals.PresentedTooOld();
            var prescribedOn = body.Value.PrescribedOn ?? PresentationWindow.PrescribedOn(row.PrescribedOn, row.LocalDate, localDate);
            if (DateRules.Prescribed(prescribedOn, localDate, "prescribedOn") is { } impossible)
                return impossible;
            (row.HeldPresentedAt, row.HeldPrescribedOn) = (row.PresentedAt, row.PrescribedOn);
            if (prescribedOn != row.PrescribedOn)
                await Duplicates.Move(db, row, () => row.PrescribedOn = prescribedOn, ct);
            (row.Status, row.PresentedAt, row.LocalDate) = (PrescriptionStatus.Recorded, presentedAt, localDate);
            row.Change(now);
            await KeepOwed.Set(db, row, ct);
            db.Audit("prescription.accepted", id.ToString(), $"presented {presentedAt:O}");
            row.Publish(db);
            return PrescriptionState.Of(row);
        }, ct);
}
