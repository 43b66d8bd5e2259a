using Microsoft.AspNetCore.Http;

namespace Supply.Authority.SignIn;

/// <summary>Where a person goes on after signing in: the request of the client that is waiting, and no other address.</summary>
internal static class ReturnAddress
{
    public static string Of(string? given) =>
        given is not null && given.StartsWith(AuthorizeEndpoint.Path + "?", StringComparison.Ordinal) ? given : "/";

    public static IResult GoOn(string? given) => Results.LocalRedirect(Of(given));
}
