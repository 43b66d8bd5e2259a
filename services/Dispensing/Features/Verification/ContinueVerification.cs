using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Features.Verification;

/// <summary>The next share of a code that more prescriptions waited for than one transaction takes.</summary>
public sealed class ContinueVerification(DispensingDb db) : IHandle<VerificationContinued>
{
    public async Task Handle(VerificationContinued message, CancellationToken ct)
    {
        if (await CodeVerification.Verify(db, message.Code, ct) == CodeVerification.Limit)
            db.Enqueue(message);
    }
}
