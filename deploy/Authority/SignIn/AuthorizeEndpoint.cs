using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Supply.Platform.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Supply.Authority.SignIn;

/// <summary>Where the client sends the browser: a code for who is signed in, otherwise first the sign-in page.</summary>
internal static class AuthorizeEndpoint
{
    public const string Path = "/connect/authorize";

    public static void MapAuthorize(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle)
        .AllowAll("people sign in here").ExcludeFromDescription();

    private static async Task<IResult> Handle(HttpContext http, Sessions sessions, CancellationToken ct)
    {
        if (http.GetOpenIddictServerResponse() is { Error: { } error })
            return Html.Page("No se puede iniciar sesión", Html.Of($"""<p>Código del error: {error}</p><p><a href="/">Volver al inicio</a></p>"""),
                "La página pidió algo que este sitio no acepta.", StatusCodes.Status400BadRequest);
        var request = http.GetOpenIddictServerRequest()!;
        if (await sessions.Of(http, ct) is { } signedIn && !request.HasPromptValue(PromptValues.Login))
            return Results.SignIn(new ClaimsPrincipal(TokenEndpoint.Describe(new ClaimsIdentity("authority"), signedIn)
                .SetScopes(request.GetScopes()).SetResources(DevelopmentTokens.Audience)), null,
                OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (request.HasPromptValue(PromptValues.None))
            return TokenEndpoint.Refuse(Errors.LoginRequired, "Nobody is signed in.");
        // Once asked, the question is answered: without prompt it would be asked for ever.
        var query = QueryString.Create(http.Request.Query.Where(x => x.Key != Parameters.Prompt));
        return Results.LocalRedirect(SignInPage.Path + QueryString.Create(SignInPage.Return, Path + query));
    }
}
