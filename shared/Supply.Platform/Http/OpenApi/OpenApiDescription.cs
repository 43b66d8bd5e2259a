using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Supply.Platform.Http.OpenApi;

/// <summary>
/// Makes the description of a service say all that its routes answer: each status, each code of a refusal, and the token.
/// </summary>
public static class OpenApiDescription
{
    private const string Token = "token";
    private const string RefusalCodes = "x-codes";

    /// <param name="name">Of the document, and the group of its routes.</param>
    internal static void AddDescription(this WebApplicationBuilder builder, string name) => builder.Services.AddOpenApi(name, x =>
    {
        x.ShouldInclude = api => api.GroupName == name;
        x.Describe();
    });

    /// <summary>At <c>/openapi/{name}.json</c>; another name is no route: the framework's own 404 is plain text.</summary>
    public static void MapDescriptions(this IEndpointRouteBuilder routes, IReadOnlyList<string> names) => routes
        .MapOpenApi($"/openapi/{{documentName:regex(^({string.Join('|', names)})$)}}.json").AllowAnonymous()
        .WithMetadata(new OpenToAll("the description of the routes is public"));

    private static void Describe(this OpenApiOptions options)
    {
        var schemas = new Schemas();
        options.CreateSchemaReferenceId = schemas.NameOf;
        options.AddSchemaTransformer(Schemas.Complete);
        options.AddDocumentTransformer(async (document, context, ct) =>
        {
            await AddComponents(document, context, ct);
            Schemas.RequireWhatIsWritten(document);
            // of a problem alone members without a value are left out
            ((OpenApiSchema)document.Components!.Schemas![nameof(Problem)]).Required!.Remove("field");
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Complete(operation, context);
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// The statuses of a route with the codes of its refusals; those that every route of its kind has come without codes of their own.
    /// </summary>
    private static SortedDictionary<int, SortedSet<string>> Statuses(
        string service, IList<object> metadata, IEnumerable<ParameterInfo> parameters)
    {
        var statuses = new SortedDictionary<int, SortedSet<string>>();
        Add(StatusCodes.Status429TooManyRequests, "request.too-many");
        Add(StatusCodes.Status503ServiceUnavailable, "service.busy");
        Add(StatusCodes.Status503ServiceUnavailable, "service.outcome-unknown");
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
        Add(StatusCodes.Status422UnprocessableEntity, "request.number-too-large");
        foreach (var refusal in metadata.OfType<RefusesWith>())
            Add(refusal.Status, refusal.Code);
        foreach (var parameter in parameters)
            AddParameter(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, parameter.Name);
        if (metadata.OfType<IAcceptsMetadata>().Any())
        {
            Add(StatusCodes.Status400BadRequest, "request.malformed");
            Add(StatusCodes.Status413PayloadTooLarge, "request.too-large");
            Add(StatusCodes.Status415UnsupportedMediaType, "request.media-type");
            Add(StatusCodes.Status415UnsupportedMediaType, "request.charset");
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
                Add(StatusCodes.Status422UnprocessableEntity, "request.date");
            if (type == typeof(DateOnly) && name is ("from" or "to"))
                Add(StatusCodes.Status422UnprocessableEntity, "request.from-after-to");
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
            else if (status < StatusCodes.Status400BadRequest)
                operation.Responses[name] = new OpenApiResponse { Description = Says(status) };
            else
                operation.Responses[name] = Refused(status, codes, context.Document!);
        }
        AddVersions(operation, handler);
        if (success?.Content is { } contents && handler!.GetParameters().Any(x => x.Name == "format"))
            contents["text/csv"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        if (metadata.OfType<AccessMetadata>().LastOrDefault() is { } access)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [] }];
            operation.Description = $"Roles: {string.Join(", ", access.Roles)}. Scope: {access.Scope.ToString().ToLowerInvariant()}.";
        }
        else if (metadata.OfType<OpenToAll>().LastOrDefault() is { } open)
        {
            operation.Security = []; // none, rather than that of the document
            operation.Description = $"No token is needed: {open.Because}.";
        }
    }

    private static void AddVersions(OpenApiOperation operation, MethodInfo? handler)
    {
        if (handler?.GetParameters().Any(x => x.ParameterType == typeof(IfMatch)) == true)
            Header("If-Match", "The version of what is replaced, as its ETag says it.");
        if (operation.Responses!.ContainsKey("304"))
            Header("If-None-Match", "The ETag of the answer that the caller has: 304 while it is still the same.");

        void Header(string name, string says) => (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name, In = ParameterLocation.Header, Description = says,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    private static OpenApiResponse Refused(int status, SortedSet<string> codes, OpenApiDocument document) => new()
    {
        Description = codes.Count == 0 ? Says(status) : $"{Says(status)}: {string.Join(", ", codes)}",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) },
        },
        Extensions = new Dictionary<string, IOpenApiExtension>
        {
            [RefusalCodes] = new JsonNodeExtension(new JsonArray([.. codes.Select(x => (JsonNode)JsonValue.Create(x)!)])),
        },
    };

    private static async Task AddComponents(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info.Title = $"ImssBienestar.Supply: {context.DocumentName}";
        document.Servers = [new OpenApiServer { Url = "/" }]; // whatever host and gateway it was asked through
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
        document.Components ??= new OpenApiComponents();
        document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, ct));
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Token] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "A token of the configured authority.",
        };
    }

    private static string Says(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
