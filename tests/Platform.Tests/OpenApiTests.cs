using System.Text.Json;
using Supply.Platform.Http;

namespace Supply.Platform.Tests;

/// <summary>What the description of a service says; that it says all is checked by every test host at its end.</summary>
public sealed class OpenApiTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task Each_status_is_declared_with_the_codes_of_its_refusals()
    {
        var put = (await Document()).GetProperty("paths").GetProperty("/alpha/notes/{id}").GetProperty("put");
        var responses = put.GetProperty("responses");
        Assert.Equal(["200", "201", "400", "401", "403", "409", "413", "415", "422", "429", "503"], responses.EnumerateObject()
            .Select(x => x.Name).Order());
        Assert.Contains("alpha.id-reused", Says(responses, "409"), StringComparison.Ordinal);
        foreach (var code in (string[])["alpha.unwanted", "facility.malformed", "request.duplicate-member", "request.zero-id"])
            Assert.Contains(code, Says(responses, "422"), StringComparison.Ordinal);
        Assert.Contains("access.foreign-facility", Says(responses, "403"), StringComparison.Ordinal);
        Assert.Equal("#/components/schemas/Problem", responses.GetProperty("422").GetProperty("content")
            .GetProperty("application/problem+json")
            .GetProperty("schema").GetProperty("$ref").GetString());
        Assert.Contains("pharmacy", put.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("token", put.GetProperty("security")[0].EnumerateObject().Single().Name);

        var label = (await Document()).GetProperty("paths").GetProperty("/alpha/labels/{code}").GetProperty("put").GetProperty("responses");
        Assert.Contains("request.stale-version", Says(label, "412"), StringComparison.Ordinal);
        Assert.Contains("request.version-required", Says(label, "428"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_has_a_code_and_the_token_is_a_bearer()
    {
        var components = (await Document()).GetProperty("components");
        Assert.True(components.GetProperty("schemas").GetProperty("Problem").GetProperty("properties").TryGetProperty("code", out _));
        Assert.Equal("bearer", components.GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task No_two_types_share_a_name()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas").EnumerateObject().Select(x => x.Name).ToList();
        Assert.Subset(schemas.ToHashSet(),
            new HashSet<string> { "PutNoteRequest", "PutNoteResponse", "PutLabelRequest", "PutLabelResponse", "PageOfPutNoteResponse" });
        Assert.DoesNotContain(schemas, x => char.IsDigit(x[^1]));
    }

    private async Task<JsonElement> Document() => (await samples.Host.WithoutToken().Get("/openapi/alpha.json")).Json;

    private static string Says(JsonElement responses, string status) =>
        responses.GetProperty(status).GetProperty("description").GetString()!;
}
