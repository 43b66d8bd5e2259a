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
/// Ties a telephone to the account, and shows the recovery codes once. Who has one already gets another by an administrator's link.
/// </summary>
internal static class SetUpSecondFactorPage
{
    public const string Path = "/cuenta/segundo-factor";
    private const int RecoveryCodes = 10;

    public static void MapSetUpSecondFactor(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Start).AllowAll("people sign in here").ExcludeFromDescription();
        routes.MapForm(Path, Handle);
    }

    private static async Task<IResult> Start(
        HttpContext http, IdentityDb db, Sessions sessions, SecondFactorCodes codes, CancellationToken ct) =>
        await Who(http, db, sessions, ct) is not var (account, _) ? Results.LocalRedirect(SignInPage.Path)
            : account.SecondFactorKey is null ? Show(http, account, codes.MakeSealed(account.Id), codes)
            : Html.Page("Segundo factor", Html.Of($"""
                <p>Su cuenta ya pide un código al entrar. Si cambia de teléfono, pida una liga a quien administra las cuentas.</p>
                <p><a href="/">Volver al inicio</a></p>
                """));

    private static async Task<IResult> Handle(HttpContext http, IdentityDb db, Attempts attempts, Sessions sessions,
        SecondFactorCodes codes, Origin origin, CancellationToken ct)
    {
        if (await Who(http, db, sessions, ct) is not var (account, goOn) || account.SecondFactorKey is not null)
            return Results.LocalRedirect(SignInPage.Path);
        var made = http.Written("llave");
        if (codes.Step(codes.Open(made, account.Id), http.Written("codigo"), account.LastCodeStep) is not { } step)
            return Show(http, account, codes.Open(made, account.Id) is null ? codes.MakeSealed(account.Id) : made, codes,
                "El código no corresponde. Revise que la hora de su teléfono sea automática y escriba el código que muestra ahora.");
        var recovery = Enumerable.Range(0, RecoveryCodes).Select(_ => Secrets.OfRecovery()).ToList();
        (account.SecondFactorKey, account.LastCodeStep, account.Version) = (made, step, account.Version + 1);
        account.RecoveryCodes.Clear();
        account.RecoveryCodes.AddRange(recovery.Select(x => new RecoveryCode { Hash = Secrets.HashOfRecovery(x) }));
        db.Audit(origin, "second-factor.set-up", account.UserName, null, account.UserName);
        await attempts.Forget(account.UserName, ct);
        await sessions.Begin(http, account, secondFactor: true, ct);
        return Html.Page("Guarde sus códigos de recuperación", Html.Of($"""
            <p>Si pierde su teléfono, cada uno de estos códigos sirve una vez para entrar. Imprímalos o anótelos: no se muestran de nuevo.</p>
            <ul class="codes">{Html.Join(recovery.Select(x => Html.Of($"<li>{x}</li>")))}</ul>
            <p><a href="{ReturnAddress.Of(goOn)}">Ya los guardé, continuar</a></p>
            """));
    }

    /// <summary>Whose password was right a moment ago, or who is signed in.</summary>
    private static async Task<(Account Account, string? Return)?> Who(
        HttpContext http, IdentityDb db, Sessions sessions, CancellationToken ct)
    {
        var step = await SignInStep.Of(http);
        var id = step?.AccountId ?? (await sessions.Of(http, ct))?.Account.Id;
        return id is not null && await db.Accounts.Include(x => x.Roles).Include(x => x.RecoveryCodes)
            .FirstOrDefaultAsync(x => x.Id == id && x.LockedAt == null, ct) is { } account ? (account, step?.Return) : null;
    }

    private static IResult Show(HttpContext http, Account account, string made, SecondFactorCodes codes, string? error = null)
    {
        var key = codes.Open(made, account.Id)!;
        return Html.Page("Segundo factor", Html.Of($"""
            <p>Además de la contraseña, su cuenta necesita un código que cambia cada 30 segundos. Instale en su teléfono una aplicación de
            códigos de un solo uso y lea con ella esta imagen.</p>
            <img class="qr" alt="Código QR con la llave de su cuenta; abajo está escrita" src="{SecondFactorCodes.Picture(key, account.UserName)}">
            <p>Sin cámara, escriba esta llave: <span class="key">{string.Join(' ', key.Chunk(4).Select(x => new string(x)))}</span></p>
            {Html.Form(http, Path, Html.Of($"""
                {Html.Hidden("llave", made)}
                {Html.Field("codigo", "Código que muestra el teléfono", "text", "one-time-code", focus: true, hint: "Seis dígitos.", longest: 12)}
                """), "Confirmar")}
            """), error, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
