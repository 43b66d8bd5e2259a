using Microsoft.EntityFrameworkCore;
using Supply.Authority.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.Accounts;

internal static class ListAccounts
{
    /// <param name="text">A part of the user name or of the name.</param>
    /// <param name="place">A state's or a facility's code.</param>
    public static async Task<Reply<Page<AccountView>>> Handle(
        IdentityDb db, TimeProvider clock, string? text, string? role, string? place, string? after, int? limit, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var part = $"%{Texts.Line(text)}%"; // SQLite's LIKE knows no case of ASCII letters
        var rows = await db.Accounts.AsNoTracking().Include(x => x.Roles)
            .Where(x => EF.Functions.Like(x.UserName, part) || EF.Functions.Like(x.Name, part))
            .Where(x => (role == null && place == null)
                || x.Roles.Any(y => (role == null || y.Role == role) && (place == null || y.Place == place)))
            .Where(x => after == null || x.UserName.CompareTo(after) > 0).OrderBy(x => x.UserName).Take(size + 1).ToListAsync(ct);
        return Pages.Of(await db.Show(rows, clock.Now(), ct), size, x => x.UserName);
    }
}
