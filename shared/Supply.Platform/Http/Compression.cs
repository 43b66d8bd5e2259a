using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace Supply.Platform.Http;

/// <summary>
/// Brotli and gzip for whoever accepts them: rural links are slow. An event stream is left alone, and what an answer flushes arrives
/// before its end. An <c>ETag</c> names a version, not bytes, and stays as it is.
/// </summary>
internal static class Compression
{
    private static readonly string[] mediaTypes =
    [
        "application/json", "application/problem+json", Ndjson.MediaType, "text/csv", "text/html", "text/css", "text/plain",
        "text/javascript", "application/javascript", "application/manifest+json", "image/svg+xml",
    ];

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(x =>
        {
            x.Providers.Add<BrotliCompressionProvider>();
            x.Providers.Add<GzipCompressionProvider>();
            x.MimeTypes = mediaTypes;
            // A guess at a secret from lengths needs requests in somebody else's name; ours carry a token that no other site can send.
            x.EnableForHttps = true;
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(x => x.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(x => x.Level = CompressionLevel.Fastest);
    }
}
