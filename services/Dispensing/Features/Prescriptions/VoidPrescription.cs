using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

public static class VoidPrescription
{
    /// <param name="Reason">1 to 200 characters; shown to who reads the prescription, sent to nobody.</param>
    public sealed record Request(string? Reason);

    public static void MapVoidPrescription(this IEndpointRouteBuilder dispensing) => dispensing
        .MapPut("/prescriptions/{id:guid}/void", Handle)
        .WithSummary("Takes a mistaken record out of every figure, for good.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State);

    private static async Task<Reply<PrescriptionState>> Handle(
        Guid id, Body<Request> body, Caller caller, IfMatch match, DispensingDb db, CancellationToken ct)
    {
        if (Reasons.Read(body.Value.Reason) is not { } reason)
            return Refusals.VoidReason();
        return await db.Write<Outcome<PrescriptionState>>(async () =>
        {
            if ((await PrescriptionState.Find(db, id, caller, ct)).Refused(out var why, out var row))
                return why;
            if (row.Status == PrescriptionStatus.Voided)
                return Reasons.AreSame(row.VoidReason, reason) ? PrescriptionState.Of(row) : Refusals.AlreadyVoided(row);
            if (match.MayBe(row.Version) is { } stale)
                return stale;
            var told = row.Status != PrescriptionStatus.Held;
            (row.Status, row.VoidReason) = (PrescriptionStatus.Voided, reason);
            row.Change(db.Origin.Clock.Now());
            await KeepOwed.Set(db, row, ct);
            await Duplicates.Remove(db, row, ct);
            db.Audit("prescription.voided", id.ToString(), $"version {row.Version}");
            if (told)
                row.Publish(db);
            else // nobody was ever told of it: nothing to verify either
                await db.UnknownCodes.Where(x => x.Prescription == id).ExecuteDeleteAsync(ct);
            return PrescriptionState.Of(row);
        }, ct);
    }
}
