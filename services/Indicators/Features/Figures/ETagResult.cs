using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

/// <summary>An answer that is the same for everybody who asks again: 304 while its <c>ETag</c> is the caller's.</summary>
internal sealed class ETagResult<T>(T value) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, HttpJson.Options);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        var (request, response) = (httpContext.Request, httpContext.Response);
        (response.Headers.ETag, response.Headers.CacheControl) = (tag, "private, no-cache");
        if (request.Headers.IfNoneMatch.SelectMany(x => (x ?? "").Split(','))
            .Any(x => x.Trim() is var seen && (seen == tag || seen == "W/" + tag || seen == "*")))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = "application/json; charset=utf-8";
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
