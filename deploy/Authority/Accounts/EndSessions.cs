using Supply.Authority.Persistence;
using Supply.Authority.SignIn;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.Accounts;

internal static class EndSessions
{
    /// <param name="Ended">How many were open. What they can still do ends within minutes, with their access tokens.</param>
    public sealed record Response(int Ended);

    public static async Task<Reply<Response>> Handle(Guid id, IdentityDb db, Sessions sessions, Origin origin, CancellationToken ct)
    {
        if ((await db.FindAccount(id, ct)).Refused(out var why, out var account))
            return why;
        var ended = await sessions.EndAll(account.Id, ct);
        db.Audit(origin, "sessions.ended", account.UserName, $"{ended}");
        await db.SaveChangesAsync(ct);
        return new Response(ended);
    }
}
