using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

public static class RecordPrescription
{
    public static void MapRecordPrescription(this IEndpointRouteBuilder dispensing) => dispensing.MapPut("/prescriptions/{id:guid}", Handle)
        .WithSummary(
            "Records what was prescribed and what was given. Repeating the same id is safe; nothing in it waits for the catalogue.")
        .Allow(Scope.Facility, Roles.Pharmacy);

    private static async Task<Reply<PrescriptionAnswer>> Handle(
        Guid id, Body<PrescriptionRequest> body, Caller caller, DispensingDb db, PatientKeys keys, PresentationWindow window,
        CancellationToken ct)
    {
        if (body.Value.Read().Refused(out var why, out var read))
            return why;
        return await db.Write(async () =>
        {
            var recorder = new PrescriptionRecorder(db, keys, window, caller);
            await recorder.Load([(id, read)], ct);
            return recorder.Record(id, read);
        }, ct);
    }
}
