using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

/// <summary>A JSON body under the hash of its bytes: 304 while that is the caller's.</summary>
public sealed class ETagAnswer(byte[] body, string cacheControl) : IResult
{
    /// <summary>It is asked for again each time, and is the caller's until it has changed.</summary>
    public const string Private = "private, no-cache";

    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";

    public static ETagAnswer Of<T>(T value, string cacheControl = Private) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, HttpJson.Options), cacheControl);

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
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
