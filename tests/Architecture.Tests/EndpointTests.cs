using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Architecture.Tests;

/// <summary>Every route of the six services together, whatever they are.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private ServiceHost host = null!;

    public async ValueTask InitializeAsync() => host = await ServiceHost.Start(House.Services, relay: false);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void Every_route_declares_who_may_call_it_and_says_what_it_is_for()
    {
        var routes = Routes(host).ToList();
        Assert.True(routes.Count > 30);
        Assert.Empty(Undeclared(routes));
    }

    [Fact]
    public async Task Every_route_answers_401_without_a_token_and_403_to_other_roles() => Assert.Empty(await Unenforced(host));

    [Fact]
    public void Every_route_with_a_place_asks_whether_the_caller_may_act_there() => Assert.Empty(Unasked(Routes(host)));

    [Fact]
    public void Every_message_that_a_service_hears_is_a_contract()
    {
        var contracts = typeof(Contracts.IFact).Assembly;
        Assert.All(host.Services.GetServices<ISubscription>(), x => Assert.NotNull(contracts.GetType(x.MessageType)));
        var handlers = host.Services.GetServices<ISubscription>().Select(x => x.Handler).ToList();
        Assert.Equal(handlers.Distinct(), handlers); // a name is a queue and an identity in the inbox
        Assert.All(handlers, x => Assert.InRange(x.Length, 1, 100));
    }

    [Fact]
    public async Task Routes_that_break_the_rules_are_seen()
    {
        await using var bad = await ServiceHost.Start([new BadService()], relay: false);
        var routes = Routes(bad).Where(x => x.RoutePattern.RawText!.StartsWith("/bad/", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["GET /bad/undeclared/{id}: nobody is named who may call it", "GET /bad/unknown: no such role: king",
            "GET /bad/unsaid: no summary"], Undeclared(routes).Order());
        Assert.Equal(
            ["GET /bad/undeclared/{id}: 200 without a token", "GET /bad/unenforced: 200 without a token"],
            (await Unenforced(bad)).Where(x => !x.Contains(" to ", StringComparison.Ordinal)).Order());
        Assert.Contains("GET /bad/unenforced: 200 to pharmacy", await Unenforced(bad));
        Assert.Equal(["GET /bad/unasked"], Unasked(routes));
    }

    private static IEnumerable<RouteEndpoint> Routes(ServiceHost host) =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static IEnumerable<string> Undeclared(IEnumerable<RouteEndpoint> routes)
    {
        foreach (var route in routes)
        {
            var access = route.Metadata.GetMetadata<AccessMetadata>();
            if (access is null && route.Metadata.GetMetadata<OpenToAll>() is null)
                yield return $"{Name(route)}: nobody is named who may call it";
            if (access is { Roles.Count: 0 })
                yield return $"{Name(route)}: no role may call it";
            foreach (var role in access?.Roles.Except(Roles.All) ?? [])
                yield return $"{Name(route)}: no such role: {role}";
            if (route.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary is not { Length: > 0 }
                && route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
                yield return $"{Name(route)}: no summary";
        }
    }

    private static async Task<List<string>> Unenforced(ServiceHost host)
    {
        var wrong = new List<string>();
        foreach (var route in Routes(host).Where(x => x.Metadata.GetMetadata<OpenToAll>() is null))
        {
            if (await Status(null) is var open and not 401)
                wrong.Add($"{Name(route)}: {open} without a token");
            foreach (var role in Roles.All.Except(route.Metadata.GetMetadata<AccessMetadata>()?.Roles ?? Roles.All))
                if (await Status(role) is var answered and not 403)
                    wrong.Add($"{Name(route)}: {answered} to {role}");

            async Task<int> Status(string? role)
            {
                using var request = new HttpRequestMessage(new HttpMethod(Method(route)), Path(route));
                if (role is not null)
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(role, state: "13"));
                using var answer = await host.Http.SendAsync(request);
                return (int)answer.StatusCode;
            }
        }
        return wrong;
    }

    private static IEnumerable<string> Unasked(IEnumerable<RouteEndpoint> routes)
    {
        var modules = new Dictionary<string, ModuleDefinition>(StringComparer.Ordinal);
        foreach (var route in routes.Where(x => x.Metadata.GetMetadata<AccessMetadata>() is { Scope: not Scope.Nation }))
        {
            var method = route.Metadata.GetRequiredMetadata<System.Reflection.MethodInfo>();
            var assembly = method.Module.Assembly.GetName().Name!;
            if (!modules.TryGetValue(assembly, out var module))
                modules[assembly] = module = House.Read(assembly).MainModule;
            if (!Rules.AsksAboutThePlace((MethodDefinition)module.LookupToken(method.MetadataToken)))
                yield return Name(route);
        }
    }

    private static string Name(RouteEndpoint route) => $"{Method(route)} {route.RoutePattern.RawText}";

    private static string Method(RouteEndpoint route) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";

    internal static string Path(RouteEndpoint route) =>
        "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => (
            parameter.ParameterPolicies is [var policy, ..] ? policy.Content : null) switch
        {
            "guid" => Guid.CreateVersion7().ToString(),
            "int" or "long" => "1",
            "datetime" => "2026-10-15",
            _ => "x",
        },
        _ => "x",
    }))));

    private sealed class BadDb(DbContextOptions<BadDb> options, Origin origin) : SupplyDb(options, origin)
    {
        public override string Service => "bad";

        protected override void Tables(ModelBuilder model)
        {
        }
    }

    private sealed class BadService() : SupplyService<BadDb>("bad")
    {
        protected override void Routes(RouteGroupBuilder api)
        {
            api.MapGet("/undeclared/{id}", (string id) => id).WithSummary("Names nobody.");
            api.MapGet("/unsaid", (string? state) => state).Allow(Scope.Nation, Platform.Http.Roles.Central);
            api.MapGet("/unknown", (string? state) => state).WithSummary("Names a role that is none.").Allow(Scope.Nation, "king");
            api.MapGet("/unenforced", (string? state) => state ?? "").WithSummary("Says it and does not do it.")
                .WithMetadata(new AccessMetadata(Scope.Nation, [Platform.Http.Roles.Central]));
            api.MapGet("/unasked", Unasked).WithSummary("Does not ask whose place it is.")
                .Allow(Scope.Facility, Platform.Http.Roles.Pharmacy);
            api.MapGet("/asked", Asked).WithSummary("Asks, deep inside.").Allow(Scope.Facility, Platform.Http.Roles.Pharmacy);
        }

        private static async Task<string> Unasked(Caller caller)
        {
            await Task.Yield();
            return caller.Subject;
        }

        private static async Task<bool> Asked(Caller caller, string? facility)
        {
            await Task.Yield();
            return ((bool[])[true]).All(_ => Later(caller, facility));
        }

        private static bool Later(Caller caller, string? facility) =>
            FacilityCode.Parse(facility).Refused(out _, out var code) || caller.MayActFor(code) is null;
    }
}
