using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Supply.Testing;

/// <summary>What the OpenAPI document of a service says of its answers.</summary>
internal sealed class DeclaredAnswers(JsonElement document)
{
    private readonly ConcurrentDictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);

    /// <returns>What is not declared of these answers, to be read after the status.</returns>
    public IEnumerable<string> Faults(string path, string method, string status, IEnumerable<byte[]> bodies)
    {
        if (!document.GetProperty("paths").TryGetProperty(path, out var route) || !route.TryGetProperty(method, out var operation)
            || !operation.GetProperty("responses").TryGetProperty(status, out var response))
        {
            yield return "";
            yield break;
        }
        foreach (var bytes in bodies)
        {
            var body = JsonDocument.Parse(bytes).RootElement;
            if (Codes(response) is { } codes && body.GetProperty("code").GetString() is { } code && !codes.Contains(code))
                yield return $" with the code {code}";
            if (Schema(response) is not { } schema)
                yield return " with a body";
            else if (schema.Evaluate(body, new EvaluationOptions { OutputFormat = OutputFormat.List }) is { IsValid: false } result)
                yield return $" with a body of another form: {Errors(result)}: {body.ToString()[..Math.Min(300, body.ToString().Length)]}";
        }
    }

    private static HashSet<string>? Codes(JsonElement response) => response.TryGetProperty("x-codes", out var codes)
        ? [.. codes.EnumerateArray().Select(x => x.GetString()!)] : null;

    private JsonSchema? Schema(JsonElement response) => !response.TryGetProperty("content", out var contents) ? null
        : contents.EnumerateObject().Where(x => x.Name.Contains("json", StringComparison.Ordinal))
            .Select(x => x.Value.GetProperty("schema").GetRawText()).Select(x => schemas.GetOrAdd(x, Read)).FirstOrDefault();

    private JsonSchema Read(string text)
    {
        var schema = JsonNode.Parse(InDefinitions(text))!.AsObject();
        schema["$defs"] = JsonNode.Parse(InDefinitions(document.GetProperty("components").GetProperty("schemas").GetRawText()));
        return JsonSchema.FromText(schema.ToJsonString());
    }

    private static string InDefinitions(string text) => text.Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);

    private static string Errors(EvaluationResults result) => string.Join("; ", result.Details
        .Where(x => x.HasErrors).SelectMany(x => x.Errors!.Select(error => $"{x.InstanceLocation} {error.Value}")).Distinct().Take(5));
}
