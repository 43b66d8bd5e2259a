using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;

namespace Supply.Architecture.Tests;

/// <summary>
/// What no route may answer with a 500 or take: whatever its JSON body is, it is refused with a problem document and a code.
/// </summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string Facility = "HGIMB000011";

    private ServiceHost host = null!;

    public async ValueTask InitializeAsync() => host = await ServiceHost.Start(House.Services, relay: false,
        settings: new Dictionary<string, string?> { [ReportLimit.Setting] = "100000" });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Every_json_route_refuses_what_is_no_json_of_its_own()
    {
        var routes = Routes().ToList();
        Assert.True(routes.Count > 20, $"only {routes.Count} routes with a JSON body");
        var wrong = new List<string>();
        foreach (var (route, _) in routes)
        {
            await Expect(route, "{\"a\":", "application/json", 400, "request.malformed");
            await Expect(route, "{} {}", "application/json", 400, "request.malformed");
            await Expect(route, "{}", "text/plain", 415, "request.media-type");
            await Expect(route, "null", "application/json", 422, "request.wrong-type");
            await Expect(route, "[]", "application/json", 422, "request.wrong-type");
            await Expect(route, "\"x\"", "application/json", 422, "request.wrong-type");
            await Expect(route, "{\"colour\":\"red\"}", "application/json", 422, "request.unknown-member");
            await Expect(route, "{\"a\":\"" + new string('x', Body<object>.MaxBytes) + "\"}", "application/json", 413, "request.too-large");
        }
        Assert.Empty(wrong);

        async Task Expect(RouteEndpoint route, string body, string type, int status, string code)
        {
            var answer = await Send(route, body, type);
            if ((answer.Status, answer.Code) != (status, code))
                wrong.Add($"{Name(route)} to {body[..Math.Min(20, body.Length)]}: {answer.Status} {answer.Code}");
        }
    }

    [Fact]
    public async Task No_member_of_any_body_brings_a_route_down()
    {
        var wrong = new List<string>();
        foreach (var (route, request) in Routes())
        {
            foreach (var body in Bodies(request))
            {
                var answer = await Send(route, body, "application/json");
                if (answer.Status >= 500 || (answer.Status >= 400 && answer.Code is null))
                    wrong.Add($"{Name(route)} to {body}: {answer}");
            }
        }
        Assert.Empty(wrong);
    }

    // Each member alone, with values of every type; the lists once with null in them, once with an object of nothing.
    private static IEnumerable<string> Bodies(Type request)
    {
        string[] values =
            ["null", "0", "-1", "2147483648", "9223372036854775808", "1.5", "1e400", "\"\"", "\"x\"", "\"2026-02-30\"", "\"\\u0000\"",
            "true", "[]", "[null]", "[{}]", "[\"x\"]", "{}"];
        yield return "{}";
        foreach (var member in request.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            foreach (var value in values)
                yield return $"{{\"{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}\":{value}}}";
        yield return "{"
            + string.Join(
                ',', request.GetProperties()
                .Select(x => $"\"{JsonNamingPolicy.CamelCase.ConvertName(x.Name)}\":{Plausible(x.PropertyType)}")) + "}";
    }

    private static string Plausible(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "\"HGIMB000011\"";
        if (type == typeof(Guid))
            return $"\"{Guid.CreateVersion7()}\"";
        if (type == typeof(DateOnly))
            return "\"2026-10-15\"";
        if (type == typeof(DateTimeOffset))
            return "\"2026-10-15T10:00:00Z\"";
        if (type == typeof(bool))
            return "true";
        if (type.IsPrimitive || type == typeof(decimal))
            return "1";
        return type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? "[{}]" : "{}";
    }

    private async Task<Answer> Send(RouteEndpoint route, string body, string type)
    {
        var roles = route.Metadata.GetMetadata<AccessMetadata>()?.Roles;
        using var request = new HttpRequestMessage(
            new HttpMethod(route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]), EndpointTests.Path(route))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
        };
        if (roles is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", roles[0] is Roles.Pharmacy or Roles.Warehouse
                ? host.Token(roles[0], facility: Facility) : host.Token(roles[0], state: roles[0] == Roles.State ? "13" : null));
        using var response = await host.Http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), null, response.Content.Headers.ContentType?.MediaType);
    }

    private IEnumerable<(RouteEndpoint Route, Type Request)> Routes() =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(x => (
            Route: x, Request: x.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts
            && accepts.ContentTypes.Contains("application/json") ? accepts.RequestType : null))
        .Where(x => x.Request is not null).Select(x => (x.Route, x.Request!));

    private static string Name(RouteEndpoint route) =>
        $"{route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]} {route.RoutePattern.RawText}";
}
