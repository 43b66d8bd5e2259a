using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Testing;

/// <summary>A client with one token; answers carry status, body and headers.</summary>
public sealed class TestCaller(HttpClient http, string? token)
{
    public Task<Answer> Get(string path, string? ifNoneMatch = null) =>
        Send(HttpMethod.Get, path, null, null, header: ifNoneMatch is null ? null : ("If-None-Match", ifNoneMatch));

    public Task<Answer> Put(string path, object body, string? ifMatch = null) =>
        Send(HttpMethod.Put, path, Json(body), "application/json", ifMatch is null ? null : ("If-Match", ifMatch));

    public Task<Answer> Post(string path, object? body = null, string? ifMatch = null) =>
        Send(HttpMethod.Post, path, body is null ? null : Json(body), "application/json", ifMatch is null ? null : ("If-Match", ifMatch));

    public Task<Answer> PostText(string path, string body, string contentType) =>
        Send(HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), contentType, null);

    /// <summary>Bodies that are no JSON, or none of the type it says.</summary>
    public async Task<Answer> Send(
        HttpMethod method, string path, byte[]? body, string? contentType, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (header is { } h)
            request.Headers.TryAddWithoutValidation(h.Name, h.Value);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
        using var response = await http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.ToString(),
            response.Content.Headers.ContentType?.MediaType);
    }

    private static byte[] Json(object body) =>
        body is string text ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(body, MessageJson.Options);
}
