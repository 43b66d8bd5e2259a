using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Supply.Platform.Http;

/// <summary>A misspelt filter must not silently return everything: query parameters that the route does not name are refused, and so are values that no database stores.</summary>
internal static class QueryParameters
{
    private static readonly ConcurrentDictionary<MethodInfo, HashSet<string>> known = new();

    public static async ValueTask<object?> RefuseUnknown(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Query.Count > 0 && http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<MethodInfo>() is { } method)
        {
            var names = known.GetOrAdd(method, Names);
            foreach (var (name, values) in http.Request.Query)
                if (!names.Contains(name) || values.Any(x => x is not null && x.Contains('\0', StringComparison.Ordinal)))
                    return Results.Extensions.Refused(Refusal.Invalid("request.unknown-parameter", $"No se conoce el parámetro «{Codes.Show(name)}».", Codes.Show(name)));
        }
        return await next(context);
    }

    // Simple types bind from route or query; a name that is in the route's path is never in the query of an honest caller.
    private static HashSet<string> Names(MethodInfo method) => method.GetParameters()
        .SelectMany(x => x.IsDefined(typeof(AsParametersAttribute)) ? x.ParameterType.GetProperties().Select(p => (Name: p.Name, Type: p.PropertyType)) : [(x.Name!, x.ParameterType)])
        .Where(x => IsSimple(x.Type))
        .Select(x => char.ToLowerInvariant(x.Name[0]) + x.Name[1..])
        .ToHashSet(StringComparer.Ordinal);

    private static bool IsSimple(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Guid) || type == typeof(DateOnly) || type == typeof(DateTimeOffset) || type == typeof(decimal);
    }
}

public static class RefusedResults
{
    /// <summary>A refusal as a result, for filters and routes that answer no JSON value.</summary>
    public static IResult Refused(this IResultExtensions _, Refusal refusal) => new RefusedResult(refusal);

    private sealed class RefusedResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.WriteProblem(refusal);
    }
}
