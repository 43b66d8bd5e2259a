using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Architecture.Tests;

/// <summary>
/// The OpenAPI documents of the six services: what programs are generated from. That no two types share a schema is asked while a
/// document is made; that answers are as it says, at the end of every test host.
/// </summary>
public sealed class DescriptionTests : IAsyncLifetime
{
    // Named so and open all the same: who acts may have several roles at once; the catalogue does not close what buyers are; services
    // add to what waits.
    private static readonly string[] openSets =
        ["StepView.role", "AuditOperationsAuditView.role", "BuyerView.kind", "PutBuyerRequest.kind", "ToDoCount.kind"];

    private static readonly string[] closedNames = ["status", "kind", "role", "level", "standing", "outcome", "side", "sort", "grain"];

    private static readonly string[] keywords = ["type", "$ref", "oneOf", "anyOf", "allOf"];

    private readonly Dictionary<string, JsonElement> documents = [];
    private ServiceHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ServiceHost.Start(House.Services, relay: false);
        foreach (var service in House.Services)
            documents[service.Name] = JsonDocument.Parse(await host.Http.GetStringAsync($"/openapi/{service.Name}.json")).RootElement;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void Every_member_says_what_it_is()
    {
        Assert.Equal(6, documents.Count);
        // a document as its kind has it, and a message of any type
        string[] anything = ["DocumentView.document", "ParkedOperationsParkedMessageView.body"];
        Assert.Empty(Members().Where(x => !keywords.Any(k => x.Schema.TryGetProperty(k, out _))).Select(x => x.Name).Distinct()
            .Except(anything));
        var instants = Members().Where(x => x.Schema.TryGetProperty("format", out var format)
            && format.GetString() == "date-time").ToList();
        Assert.True(instants.Count > 50);
        Assert.All(instants, x => Assert.Contains("string", x.Schema.GetProperty("type").ToString(), StringComparison.Ordinal));
        Assert.Contains(Members(), x => x.Schema.TryGetProperty("format", out var format) && format.GetString() == "date");
    }

    [Fact]
    public void Closed_sets_are_listed()
    {
        var open = Members().Where(x => closedNames.Contains(x.Name.Split('.')[1], StringComparer.Ordinal) && IsText(x.Schema)
            && !x.Schema.TryGetProperty("enum", out _)).Select(x => x.Name).Distinct();
        Assert.Empty(open.Except(openSets));
        var parameters = Operations().SelectMany(x => Parameters(x.Operation).Select(p => (x.Name, Parameter: p)))
            .Where(x => closedNames.Contains(x.Parameter.GetProperty("name").GetString(), StringComparer.Ordinal)
                && !x.Parameter.GetProperty("schema").TryGetProperty("enum", out _));
        Assert.Empty(parameters.Select(x => $"{x.Name} {x.Parameter.GetProperty("name")}"));
    }

    [Fact]
    public void What_must_be_asked_for_is_required()
    {
        var periods = Operations().Where(x => x.Name.StartsWith("get /indicators/{indicator}", StringComparison.Ordinal))
            .SelectMany(x => Parameters(x.Operation)).Where(x => x.GetProperty("name").GetString() == "period").ToList();
        Assert.NotEmpty(periods);
        Assert.All(periods, x => Assert.True(x.GetProperty("required").GetBoolean()));
        Assert.Contains(Operations(), x => Parameters(x.Operation).Any(p => p.GetProperty("name").GetString() == "If-Match"));
        Assert.All(Operations().Where(x => x.Operation.GetProperty("responses").TryGetProperty("304", out _)), x =>
            Assert.Contains(Parameters(x.Operation), p => p.GetProperty("name").GetString() == "If-None-Match"));
    }

    [Fact]
    public void What_answers_hold_is_always_there()
    {
        var figure = documents["indicators"].GetProperty("components").GetProperty("schemas").GetProperty("FigureView");
        Assert.Equal(
            figure.GetProperty("properties").EnumerateObject().Select(x => x.Name).Order(),
            figure.GetProperty("required").EnumerateArray().Select(x => x.GetString()!).Order());
        var request = documents["dispensing"].GetProperty("components").GetProperty("schemas").GetProperty("LineRequest");
        Assert.False(request.TryGetProperty("required", out var required) && required.EnumerateArray().Any(x => x.GetString() == "reason"));
    }

    [Fact]
    public void Every_refusal_is_a_problem_with_its_codes_and_every_route_says_whether_it_needs_a_token()
    {
        foreach (var (name, operation) in Operations())
        {
            foreach (var response in operation.GetProperty("responses").EnumerateObject())
            {
                var refused = string.CompareOrdinal(response.Name, "400") >= 0;
                Assert.Equal((name, refused), (name, response.Value.TryGetProperty("x-codes", out _)));
                Assert.Equal((name, refused), (name, response.Value.TryGetProperty("content", out var content)
                    && content.TryGetProperty("application/problem+json", out _)));
            }
            Assert.False(operation.GetProperty("responses").TryGetProperty("304", out var same) && same.TryGetProperty("content", out _));
            var open = operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
            Assert.Equal((name, !open), (name, operation.GetProperty("responses").TryGetProperty("401", out _)));
        }
        Assert.All(documents.Values, x => Assert.Equal("/", x.GetProperty("servers")[0].GetProperty("url").GetString()));
        Assert.All(documents.Values, x => Assert.Equal("token", x.GetProperty("security")[0].EnumerateObject().Single().Name));
    }

    [Fact]
    public async Task Two_types_of_one_name_are_seen()
    {
        await using var bad = await ServiceHost.Start([new AmbiguousService()], relay: false);
        using var answer = await bad.Http.GetAsync(new Uri("/openapi/ambiguous.json", UriKind.Relative));
        Assert.Equal(500, (int)answer.StatusCode);
    }

    private IEnumerable<(string Name, JsonElement Schema)> Members() => documents.Values
        .SelectMany(x => x.GetProperty("components").GetProperty("schemas").EnumerateObject())
        .Where(x => x.Value.TryGetProperty("properties", out _))
        .SelectMany(x => x.Value.GetProperty("properties").EnumerateObject().Select(y => ($"{x.Name}.{y.Name}", y.Value)));

    private IEnumerable<(string Name, JsonElement Operation)> Operations() => documents.Values
        .SelectMany(x => x.GetProperty("paths").EnumerateObject())
        .SelectMany(x => x.Value.EnumerateObject().Select(y => ($"{y.Name} {x.Name}", y.Value)));

    private static List<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [];

    private static bool IsText(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && type.ToString().Contains("string", StringComparison.Ordinal);

    private sealed class AmbiguousDb(DbContextOptions<AmbiguousDb> options, Origin origin) : SupplyDb(options, origin)
    {
        public override string Service => "ambiguous";

        protected override void Tables(ModelBuilder model)
        {
        }
    }

    private sealed class AmbiguousService() : SupplyService<AmbiguousDb>("ambiguous")
    {
        protected override void Routes(RouteGroupBuilder api)
        {
            api.MapPut("/first", (Body<List.OrderItem> body) => body.Value.Name.Length).WithSummary("Takes the one.")
                .Allow(Scope.Nation, Platform.Http.Roles.Central);
            api.MapPut("/second", (Body<ListOrder.Item> body) => body.Value.Number).WithSummary("Takes the other.")
                .Allow(Scope.Nation, Platform.Http.Roles.Central);
        }

        private static class List
        {
            public sealed record OrderItem(string Name);
        }

        private static class ListOrder
        {
            public sealed record Item(int Number);
        }
    }
}
