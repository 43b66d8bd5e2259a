using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Supply.Platform.Http.OpenApi;

/// <summary>
/// The schemas of one document, with what the framework leaves out: a name for each type of its own, the type of instants, which have
/// a converter of ours, and the texts that a member can be.
/// </summary>
internal sealed class Schemas
{
    private readonly ConcurrentDictionary<string, Type> named = new(StringComparer.Ordinal);

    /// <summary>Nested records are named with their outer type: every slice has a Request.</summary>
    /// <exception cref="InvalidOperationException">Another type has the name: one schema would stand for both.</exception>
    public string? NameOf(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null)
            return null;
        var (name, of) = (NameOf(type.Type), Nullable.GetUnderlyingType(type.Type) ?? type.Type);
        return named.GetOrAdd(name, of) is var first && first == of ? name
            : throw new InvalidOperationException($"Two types share the schema {name}: {first} and {of}. Rename one.");
    }

    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type);
        if ((type ?? context.JsonTypeInfo.Type) == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String | (type is null ? 0 : JsonSchemaType.Null), "date-time");
        if ((type ?? context.JsonTypeInfo.Type).IsEnum)
            schema.Type ??= JsonSchemaType.String;
        if (ClosedSet(context) is not { } set)
            return Task.CompletedTask;
        schema.Enum = [.. set.Values.Select(x => (JsonNode)JsonValue.Create(x)!)];
        if (schema.Type?.HasFlag(JsonSchemaType.Null) == true)
            schema.Enum.Add(JsonNullSentinel.JsonNull);
        return Task.CompletedTask;
    }

    /// <summary>
    /// What only answers hold is always written: <paramref name="document"/> says so, and a client need not ask whether a member is
    /// there.
    /// </summary>
    public static void RequireWhatIsWritten(OpenApiDocument document)
    {
        var operations = document.Paths.Values.SelectMany(x => x.Operations?.Values.AsEnumerable() ?? []).ToList();
        var sent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var body in operations.SelectMany(x => x.RequestBody?.Content?.Values ?? []))
            Walk(body.Schema, document, sent, _ => { });
        var answered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var body in operations.SelectMany(x => x.Responses?.Values.AsEnumerable() ?? []).SelectMany(x => x.Content?.Values ?? []))
            Walk(body.Schema, document, answered, x =>
            {
                if (x.Properties is { Count: > 0 } members)
                    x.Required = members.Keys.ToHashSet(StringComparer.Ordinal);
            }, but: sent);
    }

    private static void Walk(
        IOpenApiSchema? schema, OpenApiDocument document, HashSet<string> seen, Action<OpenApiSchema> visit, HashSet<string>? but = null)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name })
        {
            if (but?.Contains(name) == true || !seen.Add(name))
                return;
            schema = document.Components!.Schemas![name];
        }
        if (schema is not OpenApiSchema own)
            return;
        visit(own);
        foreach (var part in (IEnumerable<IOpenApiSchema?>)[
            own.Items, own.AdditionalProperties, .. own.Properties?.Values ?? [], .. own.AllOf ?? [], .. own.AnyOf ?? [],
            .. own.OneOf ?? []])
            Walk(part, document, seen, visit, but);
    }

    private static OneOfAttribute? ClosedSet(OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo is { } member)
            return Of(member.AttributeProvider) ?? Of(member.AssociatedParameter?.AttributeProvider);
        return context.JsonTypeInfo.Type == typeof(string) && context.ParameterDescription?.ParameterDescriptor
            is IParameterInfoParameterDescriptor { ParameterInfo: var parameter } ? Of(parameter) : null;

        static OneOfAttribute? Of(ICustomAttributeProvider? declared) =>
            declared?.GetCustomAttributes(typeof(OneOfAttribute), inherit: false).OfType<OneOfAttribute>().SingleOrDefault();
    }

    private static string NameOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var name = type.Name.Split('`')[0];
        if (type.IsGenericType && type.GetGenericArguments() is var arguments)
            name = $"{name}Of{string.Join("And", arguments.Select(NameOf))}";
        return type.DeclaringType is { IsGenericType: false } outer ? NameOf(outer) + name : name;
    }
}
