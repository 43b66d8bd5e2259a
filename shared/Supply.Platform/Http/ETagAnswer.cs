using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

/// <summary>A JSON body under the hash of its bytes: 304 while that is the caller's.</summary>
public sealed class ETagAnswer(byte[] body, string cacheControl, bool dense = false) : IResult
{
    /// <summary>It is asked for again each time, and is the caller's until it has changed.</summary>
    public const string Private = "private, no-cache";

    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";

    public static ETagAnswer Of<T>(T value, string cacheControl = Private) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, HttpJson.Options), cacheControl);

    /// <summary>For a large answer over slow links: compressed better than others, for some milliseconds more.</summary>
    public static ETagAnswer Dense<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, HttpJson.Options), Private, dense: true);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        (response.Headers.ETag, response.Headers.CacheControl) = (Tag, cacheControl);
        if (request.Headers.IfNoneMatch.SelectMany(x => (x ?? "").Split(','))
            .Any(x => x.Trim() is var seen && (seen == Tag || seen == "W/" + Tag || seen == "*")))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = "application/json; charset=utf-8";
        var sent = body;
        if (dense)
        {
            response.Headers.Append("Vary", "Accept-Encoding");
            if (Encoding(request) is { } encoding)
                (sent, response.Headers.ContentEncoding) = (Compress(encoding), encoding); // which the middleware then leaves alone
        }
        response.ContentLength = sent.Length;
        return response.Body.WriteAsync(sent, httpContext.RequestAborted).AsTask();
    }

    /// <summary>Null: the caller takes neither.</summary>
    private static string? Encoding(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(x => x.Quality is not 0).Select(x => x.Value.ToString()).ToList();
        return accepted.Contains("br", StringComparer.OrdinalIgnoreCase) ? "br"
            : accepted.Contains("gzip", StringComparer.OrdinalIgnoreCase) ? "gzip" : null;
    }

    private byte[] Compress(string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream into = encoding == "br" ? new BrotliStream(compressed, CompressionLevel.Optimal)
            : new GZipStream(compressed, CompressionLevel.Optimal))
            into.Write(body);
        return compressed.ToArray();
    }
}
