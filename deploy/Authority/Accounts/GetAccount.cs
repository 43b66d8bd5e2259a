using Microsoft.EntityFrameworkCore;
using Supply.Authority.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.Accounts;

internal static class GetAccount
{
    public static async Task<Reply<AccountView>> Handle(Guid id, IdentityDb db, TimeProvider clock, CancellationToken ct) =>
        (await db.FindAccount(id, ct)).Refused(out var why, out var account) ? why : await db.Show(account, clock.Now(), ct);

    public static async Task<Outcome<Account>> FindAccount(this IdentityDb db, Guid id, CancellationToken ct) =>
        await db.Accounts.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == id, ct) is { } account ? account
            : Refusal.NotFound("accounts.unknown", "No existe esa cuenta.");
}
