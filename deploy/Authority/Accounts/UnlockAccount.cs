using Supply.Authority.Persistence;
using Supply.Authority.SignIn;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.Accounts;

internal static class UnlockAccount
{
    public static async Task<Reply<AccountView>> Handle(Guid id, IdentityDb db, Attempts attempts, Origin origin, CancellationToken ct)
    {
        if ((await db.FindAccount(id, ct)).Refused(out var why, out var account))
            return why;
        await attempts.Forget(account.UserName, ct);
        (account.LockedAt, account.Version) = (null, account.Version + 1);
        db.Audit(origin, "account.unlocked", account.UserName);
        await db.SaveChangesAsync(ct);
        return await db.Show(account, origin.Clock.Now(), ct);
    }
}
