using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Supply.Testing;

/// <summary>
/// Notes the answers of a host, and finds those that the service's OpenAPI document does not declare: the status, the code of a
/// refusal, the members of a JSON body. Of each route and status the first <see cref="Bodies"/> bodies are compared.
/// </summary>
internal sealed partial class UndeclaredAnswers : IStartupFilter
{
    private const int Bodies = 8;

    // One document for each service, the same in every host of the process.
    private static readonly ConcurrentDictionary<string, DeclaredAnswers> documents = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Service, string Method, string Path, int Status), ConcurrentBag<byte[]>> seen = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, pass) =>
        {
            var body = new CopiedBody(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>());
            context.Features.Set<IHttpResponseBodyFeature>(body);
            await pass(context);
            await body.Finish(context.RequestAborted);
            Note(context, body);
        });
        next(app);
    };

    public async Task<IReadOnlyList<string>> Find(HttpClient http)
    {
        var undeclared = new List<string>();
        foreach (var ((service, method, path, status), bodies) in seen)
        {
            if (!documents.TryGetValue(service, out var document))
                documents[service] = document = new(JsonDocument.Parse(await http.GetStringAsync($"/openapi/{service}.json")).RootElement);
            undeclared.AddRange(document.Faults(path, method, status.ToString(CultureInfo.InvariantCulture), bodies)
                .Select(x => $"{method} {path} answered {status}{x}"));
        }
        return undeclared;
    }

    private void Note(HttpContext context, CopiedBody body)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint
            || endpoint.Metadata.GetMetadata<IEndpointGroupNameMetadata>() is not { } group)
            return;
        if (context.Response.StatusCode == StatusCodes.Status500InternalServerError || context.RequestAborted.IsCancellationRequested)
            return; // a fault, or nobody who heard the answer
        var path = Constraint().Replace("/" + endpoint.RoutePattern.RawText!.Trim('/'), "");
        var bodies = seen.GetOrAdd(
            (group.EndpointGroupName, context.Request.Method.ToLowerInvariant(), path, context.Response.StatusCode), _ => []);
        var isJson = context.Response.ContentType?.Split(';')[0] is "application/json" or "application/problem+json"
            && context.Response.Headers.ContentEncoding.Count == 0;
        if (isJson && bodies.Count < Bodies && body.Whole is { } bytes)
            bodies.Add(bytes);
    }

    [GeneratedRegex(":[^}]+")]
    private static partial Regex Constraint();
}
