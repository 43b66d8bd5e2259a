using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Supply.Platform.Http;

namespace Supply.Authority.SignIn;

/// <summary>
/// Ends the session, and with it its refresh tokens. That it was the page which sent the person here is shown by its identity token, or
/// by the browser itself (<c>Sec-Fetch-Site</c>); otherwise the person is asked, so that no other site can do it.
/// </summary>
internal static class SignOutPage
{
    public const string Path = "/connect/logout";
    private const string FormPath = "/cuenta/salir";

    public static void MapSignOut(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Handle).AllowAll("people sign out here").ExcludeFromDescription();
        routes.MapForm(FormPath, Confirmed);
    }

    private static async Task<IResult> Handle(HttpContext http, Sessions sessions, CancellationToken ct)
    {
        if (http.GetOpenIddictServerResponse() is { Error: { } error })
            return Html.Page("No se puede cerrar la sesión", Html.Of($"""<p>Código del error: {error}</p><p><a href="/">Volver al inicio</a></p>"""),
                "La página pidió algo que este sitio no acepta.", StatusCodes.Status400BadRequest);
        var signedIn = await sessions.Of(http, ct);
        var hint = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal?.GetClaim("sid");
        if (hint is null && http.Request.Headers["Sec-Fetch-Site"] == "same-origin")
            hint = signedIn?.Session.Id.ToString();
        if (signedIn is not null && hint != signedIn.Session.Id.ToString())
            return Html.Page("Cerrar la sesión", Html.Form(http, FormPath,
                Html.Of($"<p>Está abierta la sesión de {signedIn.Account.Name}.</p>"), "Cerrar la sesión"));
        if (Guid.TryParse(hint, out var session))
            await sessions.End(session, ct);
        await http.SignOutAsync(Sessions.Scheme);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }

    private static async Task<IResult> Confirmed(HttpContext http, Sessions sessions, CancellationToken ct)
    {
        if (await sessions.Of(http, ct) is { } signedIn)
            await sessions.End(signedIn.Session.Id, ct);
        await http.SignOutAsync(Sessions.Scheme);
        return Results.LocalRedirect("/");
    }
}
