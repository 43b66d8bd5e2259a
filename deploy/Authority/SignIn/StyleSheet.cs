using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;

namespace Supply.Authority.SignIn;

/// <summary>How the pages look.</summary>
internal static class StyleSheet
{
    public const string Path = "/cuenta/estilo.css";

    public static void MapStyle(this IEndpointRouteBuilder routes) => routes.MapGet(Path, (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "max-age=3600";
            return Results.Stream(typeof(StyleSheet).Assembly.GetManifestResourceStream("estilo.css")!, "text/css; charset=utf-8");
        })
        .AllowAll("the style of the sign-in page").ExcludeFromDescription();
}
