using Microsoft.EntityFrameworkCore;
using Supply.Authority.Persistence;

namespace Supply.Authority.Accounts;

/// <summary>Without one nobody could let anybody in again.</summary>
internal static class LastAdministrator
{
    public static readonly Refusal Refused = Refusal.Conflict("accounts.last-administrator",
        "Es la única cuenta que administra las demás; dé antes ese derecho a otra persona, que haya puesto su contraseña.");

    public static async Task<bool> IsLastAdministrator(this IdentityDb db, Account account, CancellationToken ct) =>
        !await db.Accounts.AnyAsync(x => x.Id != account.Id && x.Administrator && x.LockedAt == null && x.PasswordHash != null, ct);
}
