using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>User name and password. Every refusal reads the same, whether or not there is such an account.</summary>
internal static class SignInPage
{
    public const string Path = "/cuenta/entrar";

    /// <summary>The parameter that says where the person was going.</summary>
    public const string Return = "regreso";

    private const string Wrong = "El usuario o la contraseña no son correctos. Después de varios intentos seguidos hay que esperar, al "
        + "principio un minuto; si no recuerda su contraseña, pida una liga a quien administra las cuentas.";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http) => Show(http, http.Request.Query[Return]))
            .AllowAll("people sign in here").ExcludeFromDescription();
        routes.MapForm(Path, Handle);
    }

    /// <summary>As names are stored and counted.</summary>
    public static string NormaliseUserName(string typed) => Texts.Line(typed).ToLowerInvariant();

    /// <summary>Counts a failure; the hundredth in a row locks the account.</summary>
    public static async Task Fail(
        HttpContext http, IdentityDb db, Attempts attempts, Origin origin, string userName, string action, CancellationToken ct)
    {
        var account = await db.Accounts.FirstOrDefaultAsync(x => x.UserName == userName, ct);
        if (account is null)
            return;
        db.Audit(origin, action, userName, $"from {http.Connection.RemoteIpAddress}", userName);
        if (account.LockedAt is null && (await attempts.Of(userName, origin.Clock.Now(), ct)).Count >= Pauses.LockedAfter)
        {
            account.LockedAt = origin.Clock.Now();
            db.Audit(origin, "account.locked", userName, "too many failures", "system");
        }
        await db.SaveChangesAsync(ct);
    }

    private static async Task<IResult> Handle(
        HttpContext http, IdentityDb db, Attempts attempts, Passwords passwords, Sessions sessions, Origin origin, CancellationToken ct)
    {
        var (userName, goOn) = (NormaliseUserName(http.Written("usuario")), http.Written(Return));
        if (!await attempts.Begin(userName, http.Connection.RemoteIpAddress, ct))
            return Show(http, goOn, userName, Wrong);
        var account = await db.Accounts.Include(x => x.Roles).FirstOrDefaultAsync(x => x.UserName == userName, ct);
        if (!await passwords.Fits(account, http.Written("contrasena"), ct) || account!.LockedAt is not null)
        {
            await Fail(http, db, attempts, origin, userName, "sign-in.wrong-password", ct);
            return Show(http, goOn, userName, Wrong);
        }
        if (account.SecondFactorKey is null && !account.NeedsSecondFactor)
        {
            await attempts.Succeeded(userName, http.Connection.RemoteIpAddress, ct);
            await sessions.Begin(http, account, secondFactor: false, ct);
            return ReturnAddress.GoOn(goOn);
        }
        await attempts.TakeBack(userName, http.Connection.RemoteIpAddress, ct);
        await SignInStep.Begin(http, account, goOn);
        return Results.LocalRedirect(account.SecondFactorKey is null ? SetUpSecondFactorPage.Path : EnterCodePage.Path);
    }

    private static IResult Show(HttpContext http, string? goOn, string? userName = null, string? error = null) =>
        Html.Page("Iniciar sesión", Html.Form(http, Path, Html.Of($"""
            {Html.Hidden(Return, ReturnAddress.Of(goOn))}
            {Html.Field("usuario", "Usuario", "text", "username", userName, focus: userName is null, longest: 60)}
            {Html.Field("contrasena", "Contraseña", "password", "current-password", focus: userName is not null)}
            """), "Entrar"), error, error is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
}
