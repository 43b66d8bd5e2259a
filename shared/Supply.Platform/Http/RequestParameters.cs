using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Supply.Platform.Http;

/// <summary>What every route asks of its parameters, so that no handler has to.</summary>
internal static class RequestParameters
{
    private static readonly ConcurrentDictionary<MethodInfo, IReadOnlyList<RequestParameter>> declared = new();

    /// <summary>
    /// A misspelt filter must not silently return everything: query parameters that the route does not name are refused with
    /// <c>request.unknown-parameter</c>, and so are values that no database stores. Ids of zeros (<c>request.zero-id</c>), dates
    /// out of bounds (<c>request.date</c>) and a <c>from</c> after its <c>to</c> (<c>request.from-after-to</c>) are refused too.
    /// </summary>
    public static async ValueTask<object?> Check(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<MethodInfo>() is { } method)
        {
            var parameters = Of(method);
            if ((UnknownQuery(http, parameters) ?? BadValue(context, parameters)) is { } why)
                return Results.Extensions.Refused(why);
        }
        return await next(context);
    }

    /// <summary>The parameter that the framework could not read, when it was one.</summary>
    public static Refusal? Unreadable(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>() is not { } method)
            return null;
        foreach (var parameter in Of(method))
            if (parameter.Fault(TextOf(parameter, http)) is { } why)
                return why;
        return null;
    }

    private static Refusal? UnknownQuery(HttpContext http, IReadOnlyList<RequestParameter> parameters)
    {
        foreach (var (name, values) in http.Request.Query)
        {
            if (!parameters.Any(x => x.Name == name))
                return Refusal.Invalid("request.unknown-parameter", $"No se conoce el parámetro «{Codes.Show(name)}».", Codes.Show(name));
            if (values.Any(x => x is not null && x.Contains('\0', StringComparison.Ordinal)))
                return Refusal.Invalid("request.unknown-parameter",
                    $"El parámetro «{name}» trae el carácter nulo (%00), que ningún dato tiene.", name);
        }
        return null;
    }

    private static Refusal? BadValue(EndpointFilterInvocationContext context, IReadOnlyList<RequestParameter> parameters)
    {
        var (from, to) = (default(DateOnly?), default(DateOnly?));
        foreach (var parameter in parameters)
        {
            switch (parameter.Of(context))
            {
                case Guid id when RequestShape.ZeroId(id, parameter.Name) is { } zero:
                    return zero;
                // 10/11/2026 is not for us to guess
                case DateOnly when parameter.Fault(TextOf(parameter, context.HttpContext)) is { } written:
                    return written;
                case DateOnly date when context.HttpContext.Request.Query.ContainsKey(parameter.Name):
                    if (DateRules.Queried(date, parameter.Name) is { } beyond)
                        return beyond;
                    (from, to) = parameter.Name switch { "from" => (date, to), "to" => (from, date), _ => (from, to) };
                    break;
            }
        }
        return DateRules.Range(from, to);
    }

    private static string? TextOf(RequestParameter parameter, HttpContext http) =>
        http.Request.RouteValues.GetValueOrDefault(parameter.Name) as string ?? http.Request.Query[parameter.Name].ToString();

    private static IReadOnlyList<RequestParameter> Of(MethodInfo method) => declared.GetOrAdd(method, x =>
        [.. x.GetParameters().SelectMany((parameter, position) => parameter.IsDefined(typeof(AsParametersAttribute))
            ? Members(parameter.ParameterType, position)
            : [Declared(parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue || IsNullable(parameter), y =>
                y.Arguments[position])])
            .Where(y => RequestParameter.IsSimple(y.Type))]);

    private static IEnumerable<RequestParameter> Members(Type type, int position) => type.GetProperties()
        .Select(x => Declared(x.Name, x.PropertyType, isOptional: IsNullable(x), context => x.GetValue(context.Arguments[position])));

    private static RequestParameter Declared(string name, Type type, bool isOptional, Func<EndpointFilterInvocationContext, object?> of) =>
        new(char.ToLowerInvariant(name[0]) + name[1..], Nullable.GetUnderlyingType(type) ?? type, isOptional, of);

    private static bool IsNullable(ParameterInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;

    private static bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
}
