using Supply.Authority.Persistence;
using Supply.Authority.SignIn;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.Accounts;

internal static class LockAccount
{
    public static async Task<Reply<AccountView>> Handle(Guid id, IdentityDb db, Sessions sessions, Origin origin, CancellationToken ct)
    {
        if ((await db.FindAccount(id, ct)).Refused(out var why, out var account))
            return why;
        if (account.Administrator && await db.IsLastAdministrator(account, ct))
            return LastAdministrator.Refused;
        if (account.LockedAt is null)
        {
            (account.LockedAt, account.Version) = (origin.Clock.Now(), account.Version + 1);
            db.Audit(origin, "account.locked", account.UserName);
            await db.SaveChangesAsync(ct);
        }
        await sessions.EndAll(account.Id, ct);
        return await db.Show(account, origin.Clock.Now(), ct);
    }
}
