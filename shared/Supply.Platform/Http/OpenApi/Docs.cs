using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scalar.AspNetCore;

namespace Supply.Platform.Http.OpenApi;

/// <summary>
/// <c>/docs</c>: a page to read and try the API. Its script is in the program, and it asks nobody but this host; what its makers offer
/// beside it (an assistant, generators, sharing) is off.
/// </summary>
public static partial class Docs
{
    private const string Path = "/docs";

    /// <param name="documents">OpenAPI documents, by name.</param>
    public static void MapDocs(this WebApplication app, IReadOnlyList<string> documents)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal), docs => docs.Use(Permit));
        app.MapScalarApiReference(Path, x =>
        {
            x.WithTitle("ImssBienestar.Supply").WithOpenApiRoutePattern("/openapi/{documentName}.json");
            x.AddDocuments(documents);
            x.DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools().HideClientButton();
        }).AllowAnonymous().WithMetadata(new OpenToAll("the description of the routes is public; trying one needs a token"));
    }

    /// <summary>
    /// The page sets styles while it runs, and begins with a few lines of script within it: these alone are allowed, by their hashes.
    /// </summary>
    private static async Task Permit(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.Value!.EndsWith(".js", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }
        var body = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }
        if (http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
        {
            var hashes = Inline().Matches(Encoding.UTF8.GetString(page.ToArray()))
                .Select(x => $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(x.Groups[1].Value)))}'");
            http.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self'{string.Concat(hashes)}; "
                + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        }
        page.Position = 0;
        await page.CopyToAsync(body, http.RequestAborted);
    }

    [GeneratedRegex("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Inline();
}
