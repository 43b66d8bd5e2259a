using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Supply.Architecture.Tests;

/// <summary>
/// A request that the OpenAPI document of a service allows: every parameter that it must have and every one that names a place, and a body
/// with all that it may have. Places are one facility and its state.
/// </summary>
internal sealed record OpenApiRequest(string Method, string Template, string Path, string? Body, string? ContentType)
{
    public const string Facility = "HGIMB000011";
    public const string State = "13";

    /// <summary>What stands for a value of this name; the rest goes by its type.</summary>
    private static readonly Dictionary<string, string> known = new(StringComparer.Ordinal)
    {
        ["facility"] = Facility, ["clues"] = Facility, ["destination"] = Facility, ["from"] = "2026-10-01", ["to"] = "2026-10-14",
        ["state"] = State, ["clave"] = "010.000.0104.00", ["period"] = "2026-10", ["month"] = "2026-10", ["asOf"] = "2026-10",
        ["lot"] = "L1", ["folio"] = "F-1", ["supplier"] = "PROVEEDOR", ["buyer"] = "IB-13", ["code"] = State, ["level"] = "state",
        ["by"] = "facility", ["indicator"] = "ind-b", ["year"] = "2026", ["kind"] = "warehouse", ["source"] = "ALM-13-01", ["reason"] = "otro",
        ["name"] = "x", ["side"] = "numerator", ["location"] = "farmacia", ["i"] = "ind-b",
        ["gtin"] = "7501234567893",
    };

    private const string Id = "0199f000-0000-7000-8000-000000000001";

    /// <summary>Each caller sends documents of its own.</summary>
    public OpenApiRequest WithNewId()
    {
        var id = Guid.CreateVersion7().ToString();
        return this with
        {
            Path = Path.Replace(Id, id, StringComparison.Ordinal), Body = Body?.Replace(Id, id, StringComparison.Ordinal),
        };
    }

    public static IEnumerable<OpenApiRequest> Of(JsonElement document)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject().Where(x => x.Value.TryGetProperty("responses", out _)))
                yield return Of(document, operation.Name.ToUpperInvariant(), path.Name, operation.Value);
    }

    private static OpenApiRequest Of(JsonElement document, string method, string template, JsonElement operation)
    {
        var (path, query) = (template, new List<string>());
        if (operation.TryGetProperty("parameters", out var parameters))
            foreach (var parameter in parameters.EnumerateArray())
            {
                var name = parameter.GetProperty("name").GetString()!;
                var value = Uri.EscapeDataString(Value(name, parameter.GetProperty("schema"), document)?.ToString() ?? "x");
                if (parameter.GetProperty("in").GetString() == "path")
                    path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
                else if (parameter.GetProperty("in").GetString() == "query" && (name is "facility" or "state"
                    || (parameter.TryGetProperty("required", out var needed) && needed.GetBoolean())))
                    query.Add($"{name}={value}");
            }
        var address = query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        if (!operation.TryGetProperty("requestBody", out var body))
            return new(method, template, address, null, null);
        var content = body.GetProperty("content").EnumerateObject().First();
        return new(method, template, address, content.Name == "application/json"
            ? Value("", content.Value.GetProperty("schema"), document)!.ToJsonString() : "x", content.Name);
    }

    private static JsonNode? Value(string name, JsonElement schema, JsonElement document)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Value(name, Resolve(reference.GetString()!, document), document);
        foreach (var choice in (string[])["oneOf", "anyOf", "allOf"])
            if (schema.TryGetProperty(choice, out var of))
                return Value(name, of.EnumerateArray().Last(), document);
        if (schema.TryGetProperty("enum", out var values))
            return JsonValue.Create(values[0].GetString());
        var type = TypeOf(schema);
        if (type == "object")
        {
            var made = new JsonObject();
            if (schema.TryGetProperty("properties", out var members))
                foreach (var member in members.EnumerateObject())
                    made[member.Name] = Value(member.Name, member.Value, document);
            return made;
        }
        if (type == "array")
            return new JsonArray(Value(name.TrimEnd('s'), schema.GetProperty("items"), document));
        if (type is "integer" or "number")
            return JsonValue.Create(int.TryParse(known.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 1);
        if (type == "boolean")
            return JsonValue.Create(true);
        return JsonValue.Create((schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "uuid" => Id,
            "date" => name == "from" ? "2026-10-01" : "2026-10-14",
            "date-time" => "2026-10-14T10:00:00-06:00",
            _ => known.GetValueOrDefault(name) ?? "x",
        });
    }

    private static string? TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.String ? type.GetString()
        : type.EnumerateArray().Select(x => x.GetString()).First(x => x != "null");

    private static JsonElement Resolve(string reference, JsonElement document) =>
        reference.Split('/').Skip(1).Aggregate(document, (at, part) => at.GetProperty(part));
}
