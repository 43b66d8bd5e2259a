using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Supply.Authority.SignIn;

/// <summary>One page with its frame, and with headers that let nothing in but our own style.</summary>
internal sealed class PageResult(string title, IHtmlContent body, string? error, int status) : IResult
{
    // A form may lead to the client, which is at the same address.
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly HtmlEncoder encoder = HtmlEncoder.Create(UnicodeRanges.All); // accents stay letters

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, headers) = (httpContext.Response, httpContext.Response.Headers);
        if (httpContext.Features.Get<IHttpsCompressionFeature>() is { } compression)
            compression.Mode = HttpsCompressionMode.DoNotCompress; // what was typed stands beside what nobody may guess
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer"; // a one-time link stays here
        headers.CacheControl = "no-store";
        await using var text = new StringWriter();
        Html.Of($"""
            <!doctype html>
            <html lang="es-MX">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{(error is null ? "" : "Error: ")}{title} · Abasto IMSS-BIENESTAR</title>
            <link rel="stylesheet" href="{StyleSheet.Path}">
            </head>
            <body>
            <header><p>IMSS-BIENESTAR <span>Abasto de medicamentos</span></p></header>
            <main>
            <h1>{title}</h1>
            {(error is null ? Html.Nothing : Html.Of($"""<p class="error" role="alert">{error}</p>"""))}
            {body}
            </main>
            </body>
            </html>

            """).WriteTo(text, encoder);
        await response.WriteAsync(text.ToString(), httpContext.RequestAborted);
    }
}
