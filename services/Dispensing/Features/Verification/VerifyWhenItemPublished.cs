using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Features.Verification;

/// <summary>
/// Prescriptions that name the clave are verified now. The copy of the catalogue is kept by another handler, before or after this one.
/// </summary>
public sealed class VerifyWhenItemPublished(DispensingDb db) : IHandle<ItemPublished>
{
    public async Task Handle(ItemPublished message, CancellationToken ct)
    {
        if (await CodeVerification.Verify(db, message.Clave, ct) == CodeVerification.Limit)
            db.Enqueue(new VerificationContinued(message.Clave, message.Clave));
    }
}
