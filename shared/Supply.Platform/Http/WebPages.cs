using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Supply.Platform.Http;

/// <summary>
/// The web application: the files of the folder <c>wwwroot</c> beside the program, as they were compressed when they were built.
/// Names under <c>/assets</c> carry the hash of their content and may be kept for ever; the others are asked for again.
/// </summary>
public static class WebPages
{
    private const string Start = "/index.html";

    /// <summary>Addresses of programs, where what is not there is a 404 and no page; those of pages are Spanish.</summary>
    private static readonly PathString[] programs =
    [
        "/catalog", "/planning", "/orders", "/inventory", "/dispensing", "/indicators", "/openapi", "/health", "/dev", "/ui", "/me",
        "/public", "/audit", "/accounts", "/connect", "/cuenta", "/docs", "/.well-known", "/assets",
    ];

    private static readonly (string Name, string Suffix)[] encodings = [("br", ".br"), ("gzip", ".gz")];
    private static readonly FileExtensionContentTypeProvider types = new();

    /// <summary>To be called after the edge, which has set what every answer carries. Without the folder it serves nothing.</summary>
    public static void UseWebPages(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!File.Exists(Path.Combine(folder, Start[1..])))
            return;
        var files = new PhysicalFileProvider(folder);
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is null && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
                Choose(context.Request, files);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files, ContentTypeProvider = new PrecompressedTypes(),
            OnPrepareResponse = x => Prepare(x.Context, x.File.Name),
        });
    }

    /// <summary>
    /// The file, or for an address that only the application knows its start; in the smallest form that the caller reads.
    /// </summary>
    private static void Choose(HttpRequest request, PhysicalFileProvider files)
    {
        var headers = request.GetTypedHeaders();
        var path = request.Path.Value!;
        if (!files.GetFileInfo(path).Exists)
        {
            if (programs.Any(x => request.Path.StartsWithSegments(x)) || !headers.Accept.Any(x => x.MediaType.Equals("text/html")))
                return;
            path = Start;
        }
        request.Path = path;
        foreach (var (name, suffix) in encodings)
            if (headers.AcceptEncoding.Any(x => x.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && x.Quality is not 0)
                && files.GetFileInfo(path + suffix).Exists)
            {
                request.Path = path + suffix;
                return;
            }
    }

    private static void Prepare(HttpContext context, string file)
    {
        var headers = context.Response.Headers;
        foreach (var (name, suffix) in encodings)
            if (file.EndsWith(suffix, StringComparison.Ordinal))
                headers.ContentEncoding = name;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        headers.CacheControl = context.Request.Path.StartsWithSegments("/assets")
            ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private sealed class PrecompressedTypes : IContentTypeProvider
    {
        public bool TryGetContentType(string subpath, out string contentType)
        {
            var plain = encodings.Aggregate(subpath, (path, x) => path.EndsWith(x.Suffix, StringComparison.Ordinal)
                ? path[..^x.Suffix.Length] : path);
            var isKnown = types.TryGetContentType(plain, out var found);
            contentType = found is "text/html" or "text/css" or "text/javascript" ? found + "; charset=utf-8" : found ?? "";
            return isKnown;
        }
    }
}
