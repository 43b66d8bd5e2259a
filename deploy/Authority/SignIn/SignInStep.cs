using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Supply.Authority.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>Between the password and the one-time code: whose password it was, and where the person was going. It is no session.</summary>
internal sealed record SignInStep(Guid AccountId, string? Return)
{
    public const string Scheme = "sign-in-step";

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static Task Begin(HttpContext http, Account account, string? goOn) => http.SignInAsync(Scheme, new ClaimsPrincipal(
        new ClaimsIdentity([new Claim("account", account.Id.ToString()), new Claim("return", goOn ?? "")], Scheme)));

    public static async Task<SignInStep?> Of(HttpContext http) =>
        await http.AuthenticateAsync(Scheme) is { Succeeded: true, Principal: { } who }
            && Guid.TryParse(who.FindFirstValue("account"), out var account)
            ? new(account, who.FindFirstValue("return")) : null;

    public static Task End(HttpContext http) => http.SignOutAsync(Scheme);
}
