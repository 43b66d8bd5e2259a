using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>
/// A new password by a one-time link. To look at the page uses nothing up; all sessions of the account end with the change.
/// </summary>
internal static class SetPasswordPage
{
    public const string Path = "/cuenta/contrasena";

    /// <summary>The parameter with the link's secret.</summary>
    public const string Link = "liga";

    public static void MapSetPassword(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Start).AllowAll("the link stands in for the password that is not set yet").ExcludeFromDescription();
        routes.MapForm(Path, Handle);
    }

    private static async Task<IResult> Start(HttpContext http, IdentityDb db, OneTimeLinks links, CancellationToken ct)
    {
        var secret = http.Request.Query[Link].ToString();
        return await links.Find(secret, ct) is not { } link ? Over()
            : Show(http, await db.Accounts.FirstAsync(x => x.Id == link.AccountId, ct), secret);
    }

    private static async Task<IResult> Handle(HttpContext http, IdentityDb db, OneTimeLinks links, Passwords passwords, Attempts attempts,
        Sessions sessions, Origin origin, CancellationToken ct)
    {
        var (secret, password) = (http.Written(Link), http.Written("contrasena"));
        if (await links.Find(secret, ct) is not { } link)
            return Over();
        var account = await db.Accounts.Include(x => x.RecoveryCodes).FirstAsync(x => x.Id == link.AccountId, ct);
        if (password != http.Written("repetida"))
            return Show(http, account, secret, "Las dos contraseñas no son iguales.");
        if (PasswordRules.Fault(password, account.UserName, account.Name) is { } fault)
            return Show(http, account, secret, fault.Detail);
        var hash = await passwords.Hash(password, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await links.Use(link, ct))
            return Over();
        (account.PasswordHash, account.Version) = (hash, account.Version + 1);
        if (link.ResetsSecondFactor)
        {
            account.SecondFactorKey = null;
            account.RecoveryCodes.Clear();
        }
        await attempts.Forget(account.UserName, ct);
        await sessions.EndAll(account.Id, ct);
        db.Audit(origin, "password.set", account.UserName, link.ResetsSecondFactor ? "second factor reset" : null, account.UserName);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Html.Page("Contraseña guardada", Html.Of($"""<p>Ya puede entrar con ella.</p><p><a href="/">Ir al inicio</a></p>"""));
    }

    private static IResult Over() => Html.Page("La liga ya no sirve", Html.Of($"""<p><a href="/">Volver al inicio</a></p>"""),
        "Cada liga sirve una vez, durante un día. Pida otra a quien administra las cuentas.", StatusCodes.Status404NotFound);

    private static IResult Show(HttpContext http, Account account, string secret, string? error = null) =>
        Html.Page("Elija su contraseña", Html.Form(http, Path, Html.Of($"""
            {Html.Hidden(Link, secret)}
            <p>Cuenta: <strong>{account.UserName}</strong></p>
            <input type="hidden" name="usuario" autocomplete="username" value="{account.UserName}">
            {Html.Field("contrasena", "Contraseña nueva", "password", "new-password", focus: true,
                hint: $"Al menos {PasswordRules.Shortest} caracteres. Varias palabras sin relación entre sí son fáciles de recordar.",
                longest: PasswordRules.Longest)}
            {Html.Field("repetida", "La misma otra vez", "password", "new-password", longest: PasswordRules.Longest)}
            """), "Guardar"), error, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
