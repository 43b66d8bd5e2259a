using Microsoft.EntityFrameworkCore;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;
using Supply.Authority.SignIn;
using Supply.Platform.Persistence;

namespace Supply.Authority.Accounts;

/// <summary>Accounts with what other tables say of them.</summary>
internal static class AccountViews
{
    public static async Task<List<AccountView>> Show(
        this IdentityDb db, IReadOnlyList<Account> accounts, DateTimeOffset now, CancellationToken ct)
    {
        var ids = accounts.Select(x => x.Id).ToList();
        var oldest = now - Session.Longest;
        var open = await db.Sessions.Where(x => ids.Contains(x.AccountId) && x.EndedAt == null && x.StartedAt > oldest)
            .GroupBy(x => x.AccountId).ToDictionaryAsync(x => x.Key, x => x.Count(), ct);
        var keys = accounts.ToDictionary(x => Attempts.KeyOf(x.UserName), x => x.Id, StringComparer.Ordinal);
        var failures = (await db.Failures.AsNoTracking().Where(x => keys.Keys.Contains(x.Key)).ToListAsync(ct))
            .ToDictionary(x => keys[x.Key]);
        return [.. accounts.Select(x => Show(x, open.GetValueOrDefault(x.Id), failures.GetValueOrDefault(x.Id), now))];
    }

    public static async Task<AccountView> Show(this IdentityDb db, Account account, DateTimeOffset now, CancellationToken ct) =>
        (await db.Show([account], now, ct))[0];

    private static AccountView Show(Account account, int open, Failures? failures, DateTimeOffset now)
    {
        var until = failures is null ? now : failures.LastAt + Pauses.OfName(failures.Count);
        return new(account.Id, account.UserName, account.Name, account.Administrator,
            [.. account.Roles.OrderBy(x => x.Role, StringComparer.Ordinal).ThenBy(x => x.Place, StringComparer.Ordinal)
                .Select(AccountView.Of)],
            account.LockedAt is not null, account.LockedAt, until > now ? until : null, failures?.Count ?? 0,
            account.PasswordHash is not null, account.SecondFactorKey is not null, account.NeedsSecondFactor, open,
            account.CreatedAt, account.LastSignInAt, account.Version);
    }
}
