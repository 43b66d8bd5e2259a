using Supply.Authority.Persistence;
using Supply.Authority.SignIn;
using Supply.Platform.Http;

namespace Supply.Authority.Accounts;

internal static class MakeLink
{
    /// <param name="ResetSecondFactor">The telephone is lost: another is tied to the account at the next sign-in.</param>
    public sealed record Request(bool ResetSecondFactor = false);

    /// <param name="Link">For the person alone; it is shown this once.</param>
    public sealed record Response(string Link, DateTimeOffset ExpiresAt);

    public static async Task<Reply<Response>> Handle(
        Guid id, Body<Request> body, IdentityDb db, OneTimeLinks links, CancellationToken ct)
    {
        if ((await db.FindAccount(id, ct)).Refused(out var why, out var account))
            return why;
        if (account.LockedAt is not null)
            return Refusal.Conflict("accounts.locked", "La cuenta está bloqueada; desbloquéela antes.");
        var (address, expires) = await links.Make(account, body.Value.ResetSecondFactor, ct);
        return new Response(address.ToString(), expires);
    }
}
