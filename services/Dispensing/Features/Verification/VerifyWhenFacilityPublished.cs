using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Features.Verification;

/// <summary>As for items; a prescription recorded under a predecessor's code moves to the code of today.</summary>
public sealed class VerifyWhenFacilityPublished(DispensingDb db) : IHandle<FacilityPublished>
{
    public async Task Handle(FacilityPublished message, CancellationToken ct)
    {
        // A late old version says nothing of today's predecessors.
        var superseded = await db.Facilities.AnyAsync(x => x.Code == message.Code && x.Version > message.Version, ct);
        string[] codes = superseded ? [message.Code] : [message.Code, .. message.Predecessors ?? []];
        foreach (var code in codes)
            if (await CodeVerification.Verify(db, code, ct) == CodeVerification.Limit)
                db.Enqueue(new VerificationContinued(code, message.Code));
    }
}
