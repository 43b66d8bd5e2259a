using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Supply.Benchmarks;

/// <summary>
/// The least that can answer a poll: Kestrel with one route that gives as many bytes as it is asked for, or 304. A process of its own,
/// so that its processor time is counted apart.
/// </summary>
internal static class BareEndpoint
{
    public const string Tag = "\"0123456789abcdef0123456789abcdef\""; // as long as a figure's

    public static async Task<int> Run(string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        var bodies = new ConcurrentDictionary<int, byte[]>();
        app.MapGet("/health/serving", () => "");
        app.MapGet("/bare/{size:int}", (int size, HttpContext context) =>
        {
            var response = context.Response;
            (response.Headers.ETag, response.Headers.CacheControl) = (Tag, "private, no-cache");
            if (context.Request.Headers.IfNoneMatch == Tag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
            (response.ContentType, response.ContentLength) = ("application/json; charset=utf-8", size);
            return response.Body.WriteAsync(bodies.GetOrAdd(size, Text), context.RequestAborted).AsTask();
        });
        await app.RunAsync();
        return 0;

        static byte[] Text(int size)
        {
            var text = new byte[size];
            text.AsSpan().Fill((byte)'x');
            (text[0], text[^1]) = ((byte)'"', (byte)'"');
            return text;
        }
    }
}
