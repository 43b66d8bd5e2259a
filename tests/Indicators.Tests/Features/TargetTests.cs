using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>Targets are data that central supply sets by year; without one the documents' stands.</summary>
public sealed class TargetTests : IAsyncLifetime
{
    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        for (var i = 0; i < 4; i++)
            await at.Host.Deliver(Given.Prescription("HGIMB000011", new(2026, 10, 14), Given.Line(1, i < 3 ? 1 : 0)));
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task A_target_stands_beside_the_figures_of_its_year_everywhere()
    {
        Assert.Null((await at.Figure("ind-b?period=2026-10")).Target);
        var central = at.Host.As(Roles.Central);
        var set = await central.Put("/indicators/targets/ind-b/2026", new { value = 75m, source = "Oficio 12/2026" });
        Assert.Equal((201, "\"1\""), (set.Status, set.ETag));
        Assert.Equal(200, (await central.Put("/indicators/targets/ind-b/2026", new { value = 75.00m, source = "Oficio 12/2026" })).Status);

        foreach (var figure in (FigureAnswer[])[await at.Figure("ind-b?period=2026-10"), await at.Figure("ind-b?period=2026-10-14"),
            (await at.Page("ind-b/breakdown?period=2026")).Items[0], (await at.Page("ind-b/series?from=2026&to=2026")).Items[0]])
            Assert.Equal((75m, true, 75m), (figure.Target, figure.ReachesTarget, figure.Value));
        Assert.Null((await at.Figure("ind-b?period=2025-10")).Target);
        Assert.Null((await at.Figure("ind-b-lines?period=2026-10")).Target);
        Assert.Equal("75", (await at.Csv("ind-b/breakdown?period=2026&format=csv"))[0]["target"]);
        Assert.Equal(("Oficio 12/2026", 75m), (await Metadata("ind-b")).GetProperty("targets")[0] is var x
            ? (x.GetProperty("source").GetString(), x.GetProperty("value").GetDecimal()) : default);

        Assert.Equal(428, (await central.Put("/indicators/targets/ind-b/2026", new { value = 80.5m, source = "Oficio 13/2026" })).Status);
        Assert.Equal(412, (await central.Put("/indicators/targets/ind-b/2026", new { value = 80.5m, source = "Oficio 13/2026" },
            "\"7\"")).Status);
        var changed = await central.Put("/indicators/targets/ind-b/2026", new { value = 80.5m, source = "Oficio 13/2026" }, "\"1\"");
        Assert.Equal((200, "\"2\""), (changed.Status, changed.ETag));
        Assert.Equal((80.5m, false), await at.Figure("ind-b?period=2026-10") is var now ? (now.Target, now.ReachesTarget) : default);
        Assert.Equal(["target.set", "target.set"],
            await at.Host.Db<IndicatorsDb, List<string>>(db => db.Set<Supply.Platform.Persistence.AuditRow>().Select(x => x.Action)
                .Where(x => x == "target.set").ToListAsync()));
    }

    [Fact]
    public async Task What_the_documents_print_stands_until_another_is_set()
    {
        var printed = await at.Dashboard.Get("/indicators/targets/ind-a/2024");
        Assert.Equal((200, 72m, 0), (printed.Status, printed.Json.GetProperty("value").GetDecimal(),
            printed.Json.GetProperty("version").GetInt32()));
        Assert.Equal(201, (await at.Host.As(Roles.Central).Put("/indicators/targets/ind-a/2024", new { value = 73,
            source = "Oficio" })).Status);
        Assert.Equal([70m, 73m], (await Metadata("ind-a")).GetProperty("targets").EnumerateArray().Select(x =>
            x.GetProperty("value").GetDecimal()));
        Assert.Equal(73m, (await at.Figure("ind-a?period=2024")).Target);
    }

    [Fact]
    public async Task Metadata_are_as_the_institution_prints_them()
    {
        var orders = await Metadata("ind-a");
        Assert.StartsWith("Mide la proporción de órdenes", orders.GetProperty("purpose").GetString(), StringComparison.Ordinal);
        Assert.Contains("ND", orders.GetProperty("baseline").GetString(), StringComparison.Ordinal);
        Assert.Equal(("Porcentaje", "Ascendente", "002:733-761"), (orders.GetProperty("unit").GetString(),
            orders.GetProperty("direction").GetString(), orders.GetProperty("printed").GetProperty("lines").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await Metadata("ind-b-24h")).GetProperty("printed").ValueKind);
    }

    [Theory]
    [InlineData("ind-b/2026", "{\"value\":101,\"source\":\"x\"}", 422, "indicators.target")]
    [InlineData("ind-b/2026", "{\"value\":1.234,\"source\":\"x\"}", 422, "indicators.target")]
    [InlineData("ind-b/2026", "{\"value\":50,\"source\":\" \"}", 422, "indicators.target")]
    [InlineData("ind-b/2026", "{\"source\":\"x\"}", 422, "indicators.target")]
    [InlineData("ind-b/1900", "{\"value\":50,\"source\":\"x\"}", 422, "indicators.target")]
    [InlineData("ind-z/2026", "{\"value\":50,\"source\":\"x\"}", 404, "indicators.no-such-indicator")]
    public async Task Refuses_what_is_no_target(string path, string body, int status, string code)
    {
        var answer = await at.Host.As(Roles.Central).Put("/indicators/targets/" + path, body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(403, (await at.Host.As(Roles.State, state: "13").Put("/indicators/targets/" + path, body)).Status);
    }

    private async Task<System.Text.Json.JsonElement> Metadata(string indicator) => (await at.Dashboard.Get("/indicators")).Json
        .GetProperty("items").EnumerateArray().Single(x => x.GetProperty("indicator").GetString() == indicator);
}
