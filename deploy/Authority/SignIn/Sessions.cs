using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Authority.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>Who is signed in at the authority, by a cookie that names the session.</summary>
internal sealed class Sessions(IdentityDb db, Origin origin)
{
    public const string Scheme = "session";

    private DateTimeOffset Now => origin.Clock.Now();

    /// <summary>Always another session: one that somebody planted in the browser is worth nothing afterwards.</summary>
    public async Task Begin(HttpContext http, Account account, bool secondFactor, CancellationToken ct)
    {
        if (await Of(http, ct) is { } earlier)
            await End(earlier.Session.Id, ct);
        var session = new Session
        {
            Id = Guid.CreateVersion7(Now), AccountId = account.Id, StartedAt = Now, SecondFactor = secondFactor,
        };
        db.Sessions.Add(session);
        account.LastSignInAt = Now;
        db.Audit(origin, "session.begun", account.UserName, secondFactor ? "second factor" : null, account.UserName);
        await db.SaveChangesAsync(ct);
        await SignInStep.End(http);
        await http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim("sid", session.Id.ToString())], Scheme)));
    }

    /// <returns>Null: nobody is signed in any more.</returns>
    public async Task<SignedIn?> Of(HttpContext http, CancellationToken ct) =>
        await http.AuthenticateAsync(Scheme) is { Succeeded: true, Principal: { } who }
            ? await Find(who.FindFirstValue("sid"), ct) : null;

    /// <returns>
    /// Null: there is no such session, it ended, the account is locked, or it has a role by now that needs a code which was not given.
    /// </returns>
    public async Task<SignedIn?> Find(string? id, CancellationToken ct)
    {
        var oldest = Now - Session.Longest;
        if (!Guid.TryParse(id, out var known)
            || await db.Sessions.FirstOrDefaultAsync(x => x.Id == known && x.EndedAt == null && x.StartedAt > oldest, ct)
                is not { } session)
            return null;
        var account = await db.Accounts.Include(x => x.Roles).FirstAsync(x => x.Id == session.AccountId, ct);
        return account.LockedAt is null && account.PasswordHash is not null && (session.SecondFactor || !account.NeedsSecondFactor)
            ? new(session, account) : null;
    }

    /// <summary>Its refresh tokens are worth nothing from now on.</summary>
    public async Task End(Guid id, CancellationToken ct)
    {
        var now = Now;
        if (await db.Sessions.FirstOrDefaultAsync(x => x.Id == id && x.EndedAt == null, ct) is not { } session)
            return;
        session.EndedAt = now;
        var userName = await db.Accounts.Where(x => x.Id == session.AccountId).Select(x => x.UserName).FirstAsync(ct);
        db.Audit(origin, "session.ended", userName, null, userName);
        await db.SaveChangesAsync(ct);
    }

    /// <returns>How many were open.</returns>
    public Task<int> EndAll(Guid account, CancellationToken ct)
    {
        var (now, oldest) = (Now, Now - Session.Longest);
        return db.Sessions.Where(x => x.AccountId == account && x.EndedAt == null && x.StartedAt > oldest)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.EndedAt, now), ct);
    }
}
