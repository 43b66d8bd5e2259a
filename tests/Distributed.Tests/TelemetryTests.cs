using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;

namespace Supply.Distributed.Tests;

/// <summary>What a collector sees of a prescription's way from the gateway to the indicator, and of the services' state.</summary>
public sealed class TelemetryTests
{
    private const string Secret = "CURP-SECRETA-770101";

    private static readonly (
        string Project, string Name)[] services = [("Dispensing", "dispensing"), ("Indicators", "indicators"), ("Inventory", "inventory")];
    private static readonly string key = Convert.ToBase64String(new byte[32]);

    private static string? Missing => TestServers.Missing(TestServer.RabbitMq) ?? TestServers.Missing(TestServer.Postgres);

    [Fact]
    public async Task One_trace_from_the_gateway_to_the_indicator_and_the_metrics_by_which_services_are_watched()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        await using var database = new TestDatabase(TestServer.Postgres);
        await using var sink = await OtlpSink.Start();
        await database.Create(server: true, services.Select(x => x.Name));
        var ports = services.ToDictionary(x => x.Name, _ => Ports.Free());
        var children = new List<ChildProcess>();
        try
        {
            await Task.WhenAll(services.Select(x => ChildProcess.Run(Program(x.Project), ["migrate", .. Settings(x.Name)])));
            await Leave(database);
            var environment = new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = sink.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000", ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            };
            children.AddRange(services.Select(x => ChildProcess.Start(Program(x.Project), Settings(x.Name), environment)));
            var gatewayAddress = $"http://127.0.0.1:{Ports.Free()}";
            children.Add(ChildProcess.Start("gateway/Gateway/bin/Debug/net10.0/Supply.Gateway.dll",
            [
                "--Urls", gatewayAddress, "--DevTokens:Enabled", "true", "--DevTokens:Key", key,
                .. services.SelectMany(
                    x => (string[])[$"--ReverseProxy:Clusters:{x.Name}:Destinations:1:Address", $"http://127.0.0.1:{ports[x.Name]}/"]),
            ], environment));
            for (var i = 0; i < services.Length; i++)
                await children[i].Answers($"http://127.0.0.1:{ports[services[i].Name]}/health/ready");
            await children[^1].Answers(gatewayAddress + "/health/live");
            using var http = new HttpClient { BaseAddress = new Uri(gatewayAddress), Timeout = Patience.Limit };

            var (trace, root) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
            await Record(http, trace, root);
            await Eventually.Holds(
                () => Task.FromResult(sink.Spans.Any(x => x.Name == "indicators-record-prescription" && x.Trace == trace)),
                "the indicators' handler is in the trace");
            await new TestCaller(http, await Token(http, "operator")).Post("/indicators/ops/jobs/refresh-figures/run");

            await Eventually.Holds(
                () => Task.FromResult(sink.Spans.Any(x => x.Name == "indicators-refresh-figures" && x.LinkedTraces.Contains(trace))),
                "the figure's refresh links to the trace");
            await Eventually.Holds(
                () => Task.FromResult(
                    sink.Spans.Any(x => x.Service == "supply-inventory" && x.Name == "inventory-post-prescription" && x.Trace == trace)),
                    "the stock's handler is in the trace");
            await Eventually.Holds(() => Task.FromResult(Broken(sink, trace, root) is null), "every span's parent has arrived");
            var spans = sink.Spans.Where(x => x.Trace == trace).ToList();
            Assert.Contains(spans, x => x.Service == "supply-gateway" && x.Parent == root);
            Assert.Contains(
                spans, x => x.Service == "supply-dispensing" && x.Name.Contains("/dispensing/prescriptions", StringComparison.Ordinal));
            Assert.Contains(
                spans, x => x.Service == "supply-dispensing" && x.Name == "outbox Supply.Contracts.Dispensing.PrescriptionChanged");

            foreach (var (service, metric, tags) in ((string, string, string)[])
            [
                ("supply-gateway", "http.server.request.duration", ""), ("supply-dispensing", "http.server.request.duration", ""),
                ("supply-dispensing", "supply.outbox.depth", "service=dispensing"),
                ("supply-dispensing", "supply.outbox.oldest.age", "service=dispensing"),
                ("supply-dispensing", "supply.relay.messages", "outcome=delivered"), ("supply-dispensing", "supply.relay.duration", ""),
                ("supply-indicators", "supply.handler.duration", "handler=indicators-record-prescription"),
                ("supply-indicators", "supply.handler.messages", "outcome=done"),
                ("supply-indicators", "supply.job.duration", "job=refresh-figures"),
                ("supply-indicators", "supply.parked", "handler=indicators-record-order"),
                ("supply-inventory", "supply.stock.differences", "service=inventory"),
            ])
                await Eventually.Holds(
                    () => Task.FromResult(
                        sink.Values.Any(
                            x => x.Service == service && x.Metric == metric && x.Tags.Contains(tags, StringComparison.Ordinal)
                            && x.Value > 0)), $"{service} reports {metric} {tags}");
            Assert.Contains(sink.Values, x => x.Metric == "supply.stock.differences" && x.Value == 7);
            Assert.DoesNotContain(sink.Raw, x => x.Contains(Secret, StringComparison.Ordinal));
        }
        finally
        {
            foreach (var child in children)
                await child.DisposeAsync();
        }

        string[] Settings(string name) =>
        [
            "--urls", $"http://127.0.0.1:{ports[name]}", "--Node:Name", $"{name}-1", "--DevTokens:Enabled", "true", "--DevTokens:Key", key,
            "--Patients:Keys:1", key,
            "--Bus:Host", $"rabbitmq://{TestServers.Address(TestServer.RabbitMq)}/",
            .. database.Settings(server: true).SelectMany(x => (string[])["--" + x.Key, x.Value!]),
        ];
    }

    private static string Program(string project) => $"services/{project}/bin/Debug/net10.0/Supply.{project}.dll";

    private static async Task<string> Token(HttpClient http, string role) =>
        (await new TestCaller(http, null).Post("/dev/token", new { role, state = role == "operator" ? null : "13" })).Json.GetProperty(
            "access_token").GetString()!;

    private static async Task Record(HttpClient http, string trace, string root)
    {
        var id = Guid.CreateVersion7();
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/dispensing/prescriptions/{id}?patient={Secret}");
        request.Headers.Add("traceparent", $"00-{trace}-{root}-01");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(http, "pharmacy"));
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new
        {
            facility = "HGIMB000011", folio = id.ToString(), prescribedOn = day, patient = Secret,
            lines = (object[])[new { line = 1, clave = "010.000.0104.00", prescribed = 1, dispensed = 1 }],
        }));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using (var refused = await http.SendAsync(request)) // the query is not known there; its span is written all the same
            Assert.Equal(400, (int)refused.StatusCode / 100 * 100);
        using var again = new HttpRequestMessage(HttpMethod.Put, $"/dispensing/prescriptions/{id}") { Content = request.Content };
        again.Headers.Add("traceparent", $"00-{trace}-{root}-01");
        again.Headers.Authorization = request.Headers.Authorization;
        using var answer = await http.SendAsync(again);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <returns>A span whose parent is neither the client's nor among those that arrived.</returns>
    private static SeenSpan? Broken(OtlpSink sink, string trace, string root)
    {
        var spans = sink.Spans.Where(x => x.Trace == trace).ToList();
        return spans.Find(x => x.Parent != root && !spans.Exists(parent => parent.Id == x.Parent));
    }

    /// <summary>
    /// What is not there on a good day: a message that waits, one that is parked, a conservation check that found differences.
    /// The services have been filled; three of them are here.
    /// </summary>
    private static async Task Leave(TestDatabase database)
    {
        var old = TimeProvider.System.GetUtcNow().AddHours(-1).UtcTicks;
        foreach (var (_, name) in services)
            await Sql(database, name, $"UPDATE fills SET due = FALSE, taken_at = {old}");
        await Sql(
            database, "dispensing",
            $"INSERT INTO outbox (id, type, body, producer, created_at, due_at, attempts, correlation_id) VALUES (gen_random_uuid(), "
            + $"'X', '', 'dispensing', {old}, {long.MaxValue}, 0, gen_random_uuid())");
        await Sql(
            database, "indicators",
            "INSERT INTO parked (message_id, handler, type, body, producer, created_at, correlation_id, parked_at, attempts, error) "
            + $"VALUES (gen_random_uuid(), 'indicators-record-order', 'X', '', 'orders', {old}, gen_random_uuid(), {old}, 5, 'x')");
        await Sql(
            database, "inventory",
            "INSERT INTO conservation_checks "
            + "(id, as_of, checked, differences, balances, pairs, transit, shipped, surplus, received, in_transit, resolved) "
            + $"VALUES (gen_random_uuid(), {old}, 9, 7, 7, 0, 0, 0, 0, 0, 0, 0)");
    }

    private static async Task Sql(TestDatabase database, string service, string text)
    {
        await using var connection = new NpgsqlConnection(
            database.Settings(server: true)["Database:ConnectionString"]!.Replace("{service}", service, StringComparison.Ordinal)
            + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
    }
}
