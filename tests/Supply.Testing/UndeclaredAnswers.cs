using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Supply.Testing;

/// <summary>Notes the status of each answer of a host, and finds those that the service's OpenAPI document does not declare.</summary>
internal sealed partial class UndeclaredAnswers : IStartupFilter
{
    // One document for each service, the same in every host of the process.
    private static readonly ConcurrentDictionary<string, JsonElement> documents = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Service, string Method, string Path, int Status), bool> seen = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, pass) =>
        {
            await pass(context);
            Note(context);
        });
        next(app);
    };

    public async Task<IReadOnlyList<string>> Find(HttpClient http)
    {
        var undeclared = new List<string>();
        foreach (var (service, method, path, status) in seen.Keys)
        {
            if (!documents.TryGetValue(service, out var document))
                documents[service] = document = JsonDocument.Parse(await http.GetStringAsync($"/openapi/{service}.json")).RootElement;
            if (!document.GetProperty("paths").TryGetProperty(path, out var route) || !route.TryGetProperty(method, out var operation)
                || !operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out _))
                undeclared.Add($"{method} {path} answered {status}");
        }
        return undeclared;
    }

    private void Note(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint
            || endpoint.Metadata.GetMetadata<IEndpointGroupNameMetadata>() is not { } group)
            return;
        if (context.Response.StatusCode == StatusCodes.Status500InternalServerError || context.RequestAborted.IsCancellationRequested)
            return; // a fault, or nobody who heard the answer
        var path = Constraint().Replace("/" + endpoint.RoutePattern.RawText!.Trim('/'), "");
        seen.TryAdd((group.EndpointGroupName, context.Request.Method.ToLowerInvariant(), path, context.Response.StatusCode), true);
    }

    [GeneratedRegex(":[^}]+")]
    private static partial Regex Constraint();
}
