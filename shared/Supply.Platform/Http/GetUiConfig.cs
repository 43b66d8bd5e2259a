using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Supply.Platform.Http;

/// <summary>What the page has to know before anybody signs in.</summary>
internal static class GetUiConfig
{
    /// <param name="Authority">Where people sign in; null: only development tokens.</param>
    /// <param name="DevTokens">The page may offer roles to choose from: <c>POST /dev/token</c>.</param>
    /// <param name="Version">Of the program; another one means that the page is to be loaded anew.</param>
    public sealed record Response(string? Authority, string ClientId, string Scope, bool DevTokens, string Version);

    private static readonly string version =
        typeof(GetUiConfig).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void MapUiConfig(this IEndpointRouteBuilder routes) => routes.MapGet("/ui/config", (HttpContext http) =>
            Handle(http.RequestServices.GetRequiredService<TokenSettings>(), http.RequestServices.GetService<DevelopmentTokens>()))
        .WithSummary("Where and as what the page signs people in.").WithGroupName(Edge.Name).WithTags(Edge.Name)
        .AllowAll("the page asks before anybody has signed in");

    private static Reply<Response> Handle(TokenSettings tokens, DevelopmentTokens? development) =>
        new Response(tokens.Authority, tokens.ClientId, tokens.Scope, development is not null, version);
}
