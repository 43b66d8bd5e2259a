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

public static class GetPrescription
{
    /// <param name="LocalDate">The date of <paramref name="PresentedAt"/> in <paramref name="TimeZone"/>.</param>
    /// <param name="PatientLinked">It has a keyed hash of a patient, which no answer shows; reading such a record is audited.</param>
    public sealed record Response(
        Guid Id, int Version, [OneOf(typeof(PrescriptionStatus))] string Status, string Facility, string State,
        [OneOf(typeof(PrescriptionKind))] string Kind, string? Folio, DateOnly PrescribedOn,
        DateTimeOffset PresentedAt, DateOnly LocalDate, string TimeZone, string? Service, bool Complete, bool Unverified,
        IReadOnlyList<string> Unknown, bool PossibleDuplicate, bool PatientLinked, IReadOnlyList<PrescriptionLine> Lines,
        IReadOnlyList<PrescriptionDelivery> Deliveries, IReadOnlyList<OwedLine> Owed,
        IReadOnlyList<ReversedDelivery> ReversedDeliveries, string? VoidReason, DateTimeOffset RecordedAt, string RecordedBy) : IVersioned
    {
        public static Response Of(Prescription x)
        {
            var (lines, deliveries, unknown) = (x.ReadLines(), x.ReadDeliveries(), x.ReadUnknown());
            return new(
                x.Id, x.Version, x.Status, x.Facility, x.State, x.Kind, x.Folio, x.PrescribedOn, x.PresentedAt, x.LocalDate, x.TimeZone,
                x.Service, x.Complete, unknown.Count > 0, unknown, x.DuplicateSince is not null, x.PatientHash is not null, lines,
                deliveries, x.Status == PrescriptionStatus.Voided ? [] : Filling.Owed(lines, deliveries), x.ReadReversedDeliveries(),
                x.VoidReason, x.RecordedAt, x.RecordedBy);
        }
    }

    public static void MapGetPrescription(this IEndpointRouteBuilder dispensing) => dispensing.MapGet("/prescriptions/{id:guid}", Handle)
        .WithSummary("One prescription with its deliveries and what is still owed.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Response>> Handle(Guid id, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (await db.Prescriptions.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is not { } row)
            return PrescriptionState.NotFound();
        if (await caller.MayActForStored(db, [row.StatedFacility], "id", ct) is { } foreign)
            return foreign;
        if (row.PatientHash is not null)
            await db.Write(() => { db.Audit("prescription.read", row.Id.ToString()); return Task.CompletedTask; }, ct);
        return Response.Of(row);
    }
}
