using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Supply.Deploy.Tests;

/// <summary>The compose files as far as they can be checked without a container engine.</summary>
public sealed partial class ComposeTests
{
    private static readonly JsonObject compose = Repository.Yaml("docker-compose.yml").AsObject();
    private static readonly JsonObject services = compose["services"]!.AsObject();

    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("docker-compose.postgres.yml")]
    public void Is_what_the_published_schema_describes(string file)
    {
        var text = JsonNode.Parse(Repository.Text("tests/Deploy.Tests/compose-spec.json"))!.AsObject();
        text.Remove("$schema"); // an old spelling of the draft's address
        var schema = JsonSchema.FromText(text.ToJsonString());
        Assert.Empty(Errors(schema, Repository.Yaml(file)));

        var wrong = Repository.Yaml(file);
        wrong["services"]!["catalog"]!["healthchecks"] = new JsonObject();
        Assert.NotEmpty(Errors(schema, wrong));
    }

    [Fact]
    public void Every_program_of_the_solution_is_built_by_the_dockerfile_and_every_service_migrated_before_any_starts()
    {
        Assert.Equal(
            Repository.Programs.Order(),
            Built.Where(x => !x.Key.EndsWith("-migrate", StringComparison.Ordinal))
            .Select(x => (string)x.Value!["build"]!["args"]!["PROJECT"]!).Order());
        foreach (var (name, service) in Built)
        {
            var project = (string)service!["build"]!["args"]!["PROJECT"]!;
            Assert.True(File.Exists(Path.Combine(Repository.Root, project, service["build"]!["args"]!["NAME"] + ".csproj")), name);
            Assert.Equal("deploy/docker/Dockerfile", (string?)service["build"]!["dockerfile"]);
        }
        foreach (var name in Repository.Services)
        {
            Assert.Equal("migrate", (string?)services[name + "-migrate"]!["command"]![0]);
            Assert.Equal(services[name]!["build"]!.ToJsonString(), services[name + "-migrate"]!["build"]!.ToJsonString());
            Assert.All(
                Repository.Services, other =>
                Assert.Equal("service_completed_successfully", (string?)services[name]!["depends_on"]![other + "-migrate"]!["condition"]));
            Assert.Equal("service_healthy", (string?)services["gateway"]!["depends_on"]![name]!["condition"]);
            Assert.Equal(
                $"http://{name}:8080/",
                (string?)services["gateway"]!["environment"]![$"ReverseProxy__Clusters__{name}__Destinations__1__Address"]);
        }
        Assert.All(
            services.SelectMany(x => x.Value!["depends_on"]?.AsObject().Select(y => y.Key) ?? []), x => Assert.Contains(x, services));
    }

    [Fact]
    public void Only_the_gateway_is_exposed() =>
        Assert.Equal(
            ["gateway"], services.Where(x => x.Value!["ports"] is not null || x.Value["network_mode"] is not null).Select(x => x.Key));

    [Fact]
    public void What_runs_on_has_a_health_check_and_everything_has_limits()
    {
        Assert.All(services, x => Assert.NotNull(x.Value!["deploy"]?["resources"]?["limits"]?["memory"]));
        Assert.All(services.Where(x => (string?)x.Value!["restart"] == "unless-stopped"), x => Assert.NotNull(x.Value!["healthcheck"]));
        Assert.All(
            services.Where(x => (string?)x.Value!["restart"] != "unless-stopped"), x =>
            Assert.Equal("on-failure", (string?)x.Value!["restart"]));
        // While the broker is away a service is not ready, and still takes prescriptions.
        Assert.All(Repository.Services, x => Assert.Equal("/health/serving", (string?)services[x]!["healthcheck"]!["test"]![2]));
    }

    [Fact]
    public void The_programs_run_without_privileges() => Assert.All(Built, x =>
    {
        Assert.True((bool?)x.Value!["read_only"], x.Key);
        Assert.Equal("ALL", (string?)x.Value["cap_drop"]![0]);
        Assert.Equal("no-new-privileges:true", (string?)x.Value["security_opt"]![0]);
    });

    [Fact]
    public void Images_have_exact_versions() =>
        Assert.All(
            new[] { compose, Repository.Yaml("docker-compose.postgres.yml").AsObject() }.SelectMany(x => x["services"]!.AsObject())
            .Select(x => (string?)x.Value!["image"]).OfType<string>(),
            x => Assert.Matches(@":\d+(\.\d+)+|:\d{4}-CU\d+-", x));

    [Fact]
    public void Every_variable_is_asked_for_in_the_example_and_no_secret_has_a_default()
    {
        var example = Repository.Text(".env.example").Split('\n').Where(x => x.Length > 0 && x[0] != '#').Select(x => x.Split('=', 2))
            .ToDictionary(x => x[0], x => x[1], StringComparer.Ordinal);
        var used = Variable().Matches(Repository.Text("docker-compose.yml") + Repository.Text("docker-compose.postgres.yml"))
            .Select(x => x.Groups[1].Value).Distinct().ToList();
        Assert.Equal(example.Keys.Order(), used.Order());
        // refused when it is missing
        Assert.All(Variable().Matches(Repository.Text("docker-compose.yml")), x => Assert.Equal(":?", x.Groups[2].Value));
        Assert.All(
            example.Where(x => x.Key.EndsWith("PASSWORD", StringComparison.Ordinal) || x.Key.EndsWith("KEY", StringComparison.Ordinal)),
            x => Assert.Equal("", x.Value));
        Assert.Contains(".env", Repository.Text(".gitignore").Split('\n'));
    }

    [Fact]
    public void The_override_moves_every_service_to_the_other_database()
    {
        var changed = Repository.Yaml("docker-compose.postgres.yml")["services"]!.AsObject();
        Assert.All(changed, x => Assert.Contains(x.Key, services));
        foreach (var (name, service) in services.Where(x => x.Value!["environment"]?["Database__Provider"] is not null))
        {
            Assert.Equal("Postgres", (string?)changed[name]!["environment"]!["Database__Provider"]);
            Assert.NotEqual(
                (string?)service!["environment"]!["Database__ConnectionString"],
                (string?)changed[name]!["environment"]!["Database__ConnectionString"]);
        }
        foreach (var script in (string[])["deploy/docker/databases.sqlserver.sql", "deploy/docker/databases.postgres.sql"])
            Assert.All(Repository.Services, x => Assert.Matches($@"[,'( ]{x}[,']", Repository.Text(script)));
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Built => services.Where(x => x.Value!["build"] is not null);

    private static List<string> Errors(JsonSchema schema, JsonNode document)
    {
        var result = schema.Evaluate(document, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? [] : [.. result.Details.Where(x => x.HasErrors).SelectMany(x => x.Errors!.Select(y => $"{x.InstanceLocation}: {y.Value}"))];
    }

    [GeneratedRegex(@"(?<!\$)\$\{(\w+)(:\?)?[^}]*\}")]
    private static partial Regex Variable();
}
