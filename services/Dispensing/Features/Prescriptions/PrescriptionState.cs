using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>What a change of state answers.</summary>
public sealed record PrescriptionState(Guid Id, int Version, [OneOf(typeof(PrescriptionStatus))] string Status) : IVersioned
{
    public static PrescriptionState Of(Prescription x) => new(x.Id, x.Version, x.Status);

    public static Refusal NotFound() => Refusals.NoSuchPrescription();

    /// <summary>The stored prescription, for a caller who may act for its facility.</summary>
    public static async Task<Outcome<Prescription>> Find(DispensingDb db, Guid id, Caller caller, CancellationToken ct)
    {
        if (await db.Prescriptions.SingleOrDefaultAsync(x => x.Id == id, ct) is not { } row)
            return NotFound();
        if (await caller.MayActForStored(db, [row.StatedFacility], "id", ct) is { } foreign)
            return foreign;
        return row;
    }
}
