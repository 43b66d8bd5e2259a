using System.Collections.Immutable;
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

/// <summary>Tokens for a code or a refresh token of a session that is still open, with the roles that the person has now.</summary>
internal static class TokenEndpoint
{
    public const string Path = "/connect/token";

    public static void MapToken(this IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .AllowAll("codes become tokens here").ExcludeFromDescription();

    public static ClaimsIdentity Describe(ClaimsIdentity identity, SignedIn signedIn)
    {
        var (session, account) = (signedIn.Session, signedIn.Account);
        identity.SetClaim(Claims.Subject, account.UserName).SetClaim(Claims.Name, account.Name).SetClaim("sid", session.Id.ToString())
            .SetClaim("administrator", account.Administrator ? "true" : null)
            .SetClaims("role", [.. account.Roles.Select(x => x.Role).Distinct().Order(StringComparer.Ordinal)])
            .SetClaims("place", [.. account.Roles.Where(x => x.Place.Length > 0).Select(x => $"{x.Role}:{x.Place}")
                .Order(StringComparer.Ordinal)]);
        return identity.SetDestinations(static claim => claim.Type switch
        {
            Claims.Subject or Claims.Name or "sid" => [Destinations.AccessToken, Destinations.IdentityToken],
            _ => [Destinations.AccessToken],
        });
    }

    public static IResult Refuse(string error, string description) => Results.Forbid(new AuthenticationProperties(
        new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);

    private static async Task<IResult> Handle(HttpContext http, Sessions sessions, CancellationToken ct)
    {
        // OpenIddict has checked the code or the refresh token, the client and the verifier.
        var kept = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (kept.Principal?.Identity is not ClaimsIdentity known
            || await sessions.Find(kept.Principal.GetClaim("sid"), ct) is not { } signedIn)
            return Refuse(Errors.InvalidGrant, "The session is over.");
        return Results.SignIn(new ClaimsPrincipal(Describe(known.Clone(), signedIn)), null,
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}
