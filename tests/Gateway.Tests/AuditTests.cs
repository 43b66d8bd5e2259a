using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Supply.Gateway.Tests;

/// <summary><c>GET /audit</c> at the gateway, which asks every service in the caller's name.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Services_are_asked_with_the_callers_token_and_their_rows_are_one_list()
    {
        var (asked, ids) = (new List<string>(), Enumerable.Range(0, 6).Select(x => Guid.CreateVersion7(Moment(x))).ToArray());
        await using var catalog = await Backend.Start(context => Answer(context, asked, ids[5], ids[2], ids[0]));
        await using var orders = await Backend.Start(context => Answer(context, asked, ids[4], ids[3], ids[1]));
        await using var gateway = await GatewayProcess.Start(
            "catalog", [catalog.Address], "--ReverseProxy:Clusters:orders:Destinations:1:Address", orders.Address);
        await SignIn(gateway, "auditor");

        var all = await Get(gateway, "/audit?document=x%20y&by=petra&from=2026-10-01&to=2026-10-31&limit=4");
        Assert.Equal(ids.Reverse().Take(4), Ids(all));
        Assert.Equal(["catalog", "orders", "orders", "catalog"], all.GetProperty("items").EnumerateArray()
            .Select(x => x.GetProperty("service").GetString()!));
        Assert.Equal(ids[2].ToString(), all.GetProperty("next").GetString());
        // the other four have no copy that listens, and the list says so
        Assert.Equal(["dispensing", "indicators", "inventory", "planning"], all.GetProperty("unanswered").EnumerateArray()
            .Select(x => x.GetString()!).Order());
        Assert.Equal(2, asked.Count);
        Assert.All(asked, x =>
        {
            Assert.Contains("Bearer ", x, StringComparison.Ordinal);
            foreach (var part in (string[])[
                "document=x%20y", "subject=petra", "from=2026-10-01", "to=2026-10-31", "newest=true", "limit=4"])
                Assert.Contains(part, x, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Another_copy_is_asked_where_one_does_not_answer_and_other_roles_are_refused()
    {
        await using var broken = await Backend.Start(context => { context.Abort(); return Task.CompletedTask; });
        await using var whole = await Backend.Start(context => Answer(context, [], Guid.CreateVersion7()));
        await using var gateway = await GatewayProcess.Start("catalog", [broken.Address, whole.Address]);
        Assert.Equal(403, (int)(await gateway.Http.GetAsync(new Uri("/audit", UriKind.Relative))).StatusCode); // a pharmacy
        await SignIn(gateway, "operator");
        for (var i = 0; i < 5; i++)
            Assert.Single(Ids(await Get(gateway, "/audit")));
        Assert.True((await Get(gateway, "/openapi/edge.json")).GetProperty("paths").TryGetProperty("/audit", out _));
    }

    private static DateTimeOffset Moment(int minute) => new(2026, 10, 15, 18, minute, 0, TimeSpan.Zero);

    private static Task Answer(HttpContext context, List<string> asked, params Guid[] ids)
    {
        if (!context.Request.Path.Value!.EndsWith("/ops/audit", StringComparison.Ordinal))
            return context.Response.WriteAsync("");
        lock (asked)
            asked.Add($"{context.Request.QueryString} {context.Request.Headers.Authorization}");
        var items = ids.Select(x => new
        {
            id = x, at = Moment(0), subject = "petra", role = "pharmacy", action = "a.b", document = "d", detail = (string?)null,
            correlationId = Guid.Empty,
        });
        return context.Response.WriteAsJsonAsync(new { items, next = (string?)null });
    }

    private static async Task SignIn(GatewayProcess gateway, string role)
    {
        using var body = GatewayProcess.JsonContent($$"""{"role":"{{role}}"}""");
        using var answer = await gateway.Http.PostAsync(new Uri("/dev/token", UriKind.Relative), body);
        gateway.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString());
    }

    private static async Task<JsonElement> Get(GatewayProcess gateway, string path) =>
        JsonDocument.Parse(await gateway.Http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;

    private static List<Guid> Ids(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid())];
}
