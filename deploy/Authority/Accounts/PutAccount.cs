using Microsoft.EntityFrameworkCore;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;
using Supply.Authority.SignIn;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.Accounts;

internal static class PutAccount
{
    /// <param name="UserName">Lower case letters, digits, <c>.</c>, <c>-</c>, <c>_</c>, <c>@</c>; it stays for good.</param>
    /// <param name="Administrator">May change accounts; needs the role of an operator.</param>
    public sealed record Request(string? UserName = null, string? Name = null, bool Administrator = false,
        IReadOnlyList<RoleRequest>? Roles = null);

    /// <param name="State">Absent with <paramref name="Facility"/> absent: the nation.</param>
    public sealed record RoleRequest(string? Role = null, string? State = null, string? Facility = null);

    public static async Task<Reply<AccountView>> Handle(
        Guid id, Body<Request> body, IfMatch seen, IdentityDb db, Origin origin, CancellationToken ct)
    {
        if (AccountDraft.Read(body.Value.UserName, body.Value.Name, body.Value.Administrator,
            [.. (body.Value.Roles ?? []).Select(x => (x?.Role, x?.State, x?.Facility))]).Refused(out var why, out var draft))
            return why;
        var account = await db.Accounts.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == id, ct);
        var isNew = account is null;
        if (account is null)
        {
            if (await db.Accounts.AnyAsync(x => x.UserName == draft.UserName, ct))
                return Refusal.Conflict("accounts.name-taken", $"Ya hay una cuenta «{draft.UserName}».", "userName");
            account = new Account { Id = id, UserName = draft.UserName, Name = draft.Name, CreatedAt = origin.Clock.Now() };
            db.Accounts.Add(account);
        }
        else
        {
            if (account.UserName != draft.UserName)
                return Refusal.Conflict("accounts.name-stays", "El usuario de una cuenta no cambia: lo nombra la bitácora.", "userName");
            if (seen.MustBe(account.Version) is { } stale)
                return stale;
            if (account.Administrator && !draft.Administrator && await db.IsLastAdministrator(account, ct))
                return LastAdministrator.Refused;
            (account.Name, account.Version) = (draft.Name, account.Version + 1);
        }
        var before = Describe(account);
        account.Administrator = draft.Administrator;
        account.Roles.RemoveAll(x => !draft.Roles.Contains((x.Role, x.Place)));
        account.Roles.AddRange(draft.Roles.Where(x => !account.Roles.Exists(y => (y.Role, y.Place) == x))
            .Select(x => new AccountRole { Role = x.Role, Place = x.Place }));
        db.Audit(origin, isNew ? "account.created" : "account.changed", account.UserName,
            isNew ? Describe(account) : $"{before} -> {Describe(account)}");
        await db.SaveChangesAsync(ct);
        var view = await db.Show(account, origin.Clock.Now(), ct);
        return isNew ? (Outcome<Created<AccountView>>)new Created<AccountView>(view, Repeated: false) : view;
    }

    private static string Describe(Account account)
    {
        var roles = account.Roles.Select(x => x.Place.Length == 0 ? x.Role : $"{x.Role}:{x.Place}").Order(StringComparer.Ordinal);
        var text = $"{string.Join(' ', roles)}{(account.Administrator ? " administrator" : "")}";
        return text.Length > 450 ? text[..450] + "…" : text; // two of them fit into the audit
    }
}
