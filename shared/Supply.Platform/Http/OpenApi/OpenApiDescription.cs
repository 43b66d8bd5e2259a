using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Supply.Platform.Http.OpenApi;

/// <summary>
/// Makes the description of a service say all that its routes answer: each status, each code of a refusal, and the token.
/// </summary>
internal static class OpenApiDescription
{
    private const string Token = "token";

    public static void Describe(this OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = NameOf;
        options.AddDocumentTransformer((document, context, ct) => AddComponents(document, context, ct));
        options.AddOperationTransformer((operation, context, _) =>
        {
            Complete(operation, context);
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// The statuses of a route with the codes of its refusals; those that every route of its kind has come without codes of their own.
    /// </summary>
    public static SortedDictionary<int, SortedSet<string>> Statuses(
        string service, IList<object> metadata, IEnumerable<ParameterInfo> parameters)
    {
        var statuses = new SortedDictionary<int, SortedSet<string>>();
        Add(StatusCodes.Status429TooManyRequests, "request.too-many");
        Add(StatusCodes.Status503ServiceUnavailable, "service.busy");
        if (metadata.OfType<AccessMetadata>().LastOrDefault() is { } access)
        {
            Add(StatusCodes.Status401Unauthorized, "access.no-token");
            Add(StatusCodes.Status403Forbidden, "access.role");
            if (access.Scope == Scope.Facility)
                Add(StatusCodes.Status403Forbidden, "access.foreign-facility");
            if (access.Scope != Scope.Nation)
                Add(StatusCodes.Status403Forbidden, "access.foreign-state");
        }
        Add(StatusCodes.Status422UnprocessableEntity, "request.unknown-parameter");
        foreach (var parameter in parameters)
            AddParameter(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, parameter.Name);
        if (metadata.OfType<IAcceptsMetadata>().Any())
        {
            Add(StatusCodes.Status400BadRequest, "request.malformed");
            Add(StatusCodes.Status413PayloadTooLarge, "request.too-large");
            Add(StatusCodes.Status415UnsupportedMediaType, "request.media-type");
        }
        if (metadata.OfType<MethodInfo>().LastOrDefault() is { } handler)
        {
            var answers = RouteAnswers.Of(handler);
            foreach (var status in answers.Statuses)
                Add(status, null);
            foreach (var (code, status) in answers.Refusals)
                Add(status, code[0] == '.' ? service + code : code);
            if (answers.Creates)
                Add(StatusCodes.Status201Created, null);
            if (answers.Accepts)
                Add(StatusCodes.Status202Accepted, null);
        }
        foreach (var declared in metadata.OfType<IProducesResponseTypeMetadata>())
            Add(declared.StatusCode, null);
        return statuses;

        void AddParameter(Type type, string? name)
        {
            if (type == typeof(IfMatch))
                Add(StatusCodes.Status412PreconditionFailed, "request.stale-version");
            else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Body<>))
                Array.ForEach(["request.wrong-type", "request.unknown-member", "request.duplicate-member", "request.zero-id"], x =>
                    Add(422, x));
            else if (type == typeof(Guid))
                Add(StatusCodes.Status422UnprocessableEntity, "request.zero-id");
            else if (RequestParameter.IsSimple(type) && type != typeof(string))
                Add(StatusCodes.Status422UnprocessableEntity, "request.wrong-type");
            if (type == typeof(DateOnly))
                Add(StatusCodes.Status422UnprocessableEntity, name is "from" or "to" ? "request.from-after-to" : "request.date");
        }

        void Add(int status, string? code)
        {
            if (!statuses.TryGetValue(status, out var codes))
                statuses[status] = codes = new(StringComparer.Ordinal);
            if (code is not null)
                codes.Add(code);
        }
    }

    private static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var handler = metadata.OfType<MethodInfo>().LastOrDefault();
        operation.Responses ??= [];
        operation.Responses.TryGetValue("200", out var success);
        foreach (var (status, codes) in Statuses(context.DocumentName, metadata, handler?.GetParameters() ?? []))
        {
            var name = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (status < 300)
                operation.Responses.TryAdd(name, new OpenApiResponse { Description = Says(status), Content = success?.Content });
            else
                operation.Responses[name] = Refused(status, codes, context.Document!);
        }
        if (metadata.OfType<AccessMetadata>().LastOrDefault() is { } access)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [] }];
            operation.Description = $"Roles: {string.Join(", ", access.Roles)}. Scope: {access.Scope.ToString().ToLowerInvariant()}.";
        }
    }

    private static OpenApiResponse Refused(int status, SortedSet<string> codes, OpenApiDocument document) => new()
    {
        Description = codes.Count == 0 ? Says(status) : $"{Says(status)}: {string.Join(", ", codes)}",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) },
        },
    };

    private static async Task AddComponents(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Components ??= new OpenApiComponents();
        document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, ct));
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Token] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "A token of the configured authority.",
        };
    }

    private static string Says(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);

    /// <summary>Nested records are named with their outer type: every slice has a Request.</summary>
    private static string? NameOf(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);

    private static string NameOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var name = type.Name.Split('`')[0];
        if (type.IsGenericType && type.GetGenericArguments() is var arguments)
            name = $"{name}Of{string.Join("And", arguments.Select(NameOf))}";
        return type.DeclaringType is { IsGenericType: false } outer ? NameOf(outer) + name : name;
    }
}
