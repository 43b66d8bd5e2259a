using Microsoft.EntityFrameworkCore;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>Links by which people set their passwords; a new one takes the place of the one before.</summary>
internal sealed class OneTimeLinks(IdentityDb db, AuthorityOptions options, Origin origin)
{
    private static readonly TimeSpan lifetime = TimeSpan.FromHours(24);

    /// <summary>Saves what else was changed with it.</summary>
    public async Task<(Uri Address, DateTimeOffset ExpiresAt)> Make(Account account, bool resetsSecondFactor, CancellationToken ct)
    {
        var (secret, expires) = (Secrets.OfLink(), origin.Clock.Now() + lifetime);
        await db.Links.Where(x => x.AccountId == account.Id).ExecuteDeleteAsync(ct);
        db.Links.Add(new OneTimeLink
        {
            AccountId = account.Id, Hash = Secrets.Hash(secret), ExpiresAt = expires, ResetsSecondFactor = resetsSecondFactor,
        });
        db.Audit(origin, "link.made", account.UserName, resetsSecondFactor ? "with a new second factor" : null);
        await db.SaveChangesAsync(ct);
        return (new Uri(options.Address, $"{SetPasswordPage.Path}?{SetPasswordPage.Link}={secret}"), expires);
    }

    /// <returns>Null: it was used, replaced, is too old, or never was.</returns>
    public async Task<OneTimeLink?> Find(string? secret, CancellationToken ct)
    {
        var (hash, now) = (Secrets.Hash(secret ?? ""), origin.Clock.Now());
        return await db.Links.AsNoTracking().FirstOrDefaultAsync(x => x.Hash == hash && x.ExpiresAt > now, ct);
    }

    /// <returns>False: somebody else has just used it.</returns>
    public async Task<bool> Use(OneTimeLink link, CancellationToken ct) =>
        await db.Links.Where(x => x.Hash == link.Hash).ExecuteDeleteAsync(ct) == 1;
}
