using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>The one-time code after the password, or a recovery code in its place.</summary>
internal static class EnterCodePage
{
    public const string Path = "/cuenta/codigo";

    public static void MapEnterCode(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (HttpContext http) =>
                await SignInStep.Of(http) is null ? Results.LocalRedirect(SignInPage.Path) : Show(http))
            .AllowAll("people sign in here").ExcludeFromDescription();
        routes.MapForm(Path, Handle);
    }

    private static async Task<IResult> Handle(HttpContext http, IdentityDb db, Attempts attempts, SecondFactorCodes codes,
        Sessions sessions, Origin origin, CancellationToken ct)
    {
        if (await SignInStep.Of(http) is not { } step
            || await db.Accounts.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == step.AccountId && x.LockedAt == null, ct)
                is not { SecondFactorKey: not null } account)
            return Results.LocalRedirect(SignInPage.Path);
        var typed = http.Written("codigo");
        if (!await attempts.Begin(account.UserName, http.Connection.RemoteIpAddress, ct))
            return Show(http, "Hubo varios intentos seguidos y hay que esperar, al principio un minuto.");
        if (!await IsRight(db, codes, account, typed, origin, ct))
        {
            await SignInPage.Fail(http, db, attempts, origin, account.UserName, "sign-in.wrong-code", ct);
            return Show(http, "El código no es correcto, ya venció o ya se usó. Espere el siguiente de su teléfono.");
        }
        await attempts.Succeeded(account.UserName, http.Connection.RemoteIpAddress, ct);
        await sessions.Begin(http, account, secondFactor: true, ct);
        return ReturnAddress.GoOn(step.Return);
    }

    private static async Task<bool> IsRight(
        IdentityDb db, SecondFactorCodes codes, Account account, string typed, Origin origin, CancellationToken ct)
    {
        if (codes.Step(codes.Open(account.SecondFactorKey, account.Id), typed, account.LastCodeStep) is { } step)
        {
            account.LastCodeStep = step;
            try
            {
                await db.SaveChangesAsync(ct);
                return true;
            }
            catch (DbUpdateConcurrencyException) // the same code, at the same time, elsewhere
            {
                db.ChangeTracker.Clear();
                return false;
            }
        }
        var hash = Secrets.HashOfRecovery(typed);
        if (await db.RecoveryCodes.Where(x => x.AccountId == account.Id && x.Hash == hash).ExecuteDeleteAsync(ct) == 0)
            return false;
        db.Audit(origin, "second-factor.recovery-code-used", account.UserName,
            $"{await db.RecoveryCodes.CountAsync(x => x.AccountId == account.Id, ct)} left", account.UserName);
        return true;
    }

    private static IResult Show(HttpContext http, string? error = null) =>
        Html.Page("Código de un solo uso", Html.Form(http, Path, Html.Field("codigo", "Código", "text", "one-time-code", focus: true,
            hint: "Los seis dígitos que muestra su teléfono. Si lo perdió, uno de sus códigos de recuperación.", longest: 40), "Continuar"),
            error, error is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
}
