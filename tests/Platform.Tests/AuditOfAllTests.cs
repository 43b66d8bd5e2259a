using Supply.Platform.Http;

namespace Supply.Platform.Tests;

/// <summary><c>GET /audit</c> in the embedded program: the services of the host together.</summary>
public sealed class AuditOfAllTests : IAsyncLifetime
{
    private Samples samples = null!;

    public async ValueTask InitializeAsync() => samples = await Samples.Start(relay: false);

    public ValueTask DisposeAsync() => samples.DisposeAsync();

    [Fact]
    public async Task Who_did_what_in_all_services_is_one_list_newest_first()
    {
        for (var i = 0; i < 5; i++)
        {
            samples.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            await samples.Put($"note {i}");
            samples.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            await samples.Operator.Post("/beta/ops/jobs/prune-inbox/run?wait=60");
        }
        var auditor = samples.Host.As(Roles.Auditor);
        var all = (await auditor.Get("/audit")).Json;
        var rows = all.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["alpha", "beta"], rows.Select(x => x.GetProperty("service").GetString()!).Distinct().Order());
        Assert.Equal(10, rows.Count);
        var times = rows.ConvertAll(x => x.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(times.OrderDescending(), times);
        Assert.Empty(all.GetProperty("unanswered").EnumerateArray());

        var (paged, after) = (new List<Guid>(), "");
        do
        {
            var page = (await auditor.Get($"/audit?limit=3{after}")).Json;
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid()));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : "";
        }
        while (after.Length > 0);
        Assert.Equal(rows.ConvertAll(x => x.GetProperty("id").GetGuid()), paged);
    }

    [Fact]
    public async Task By_document_by_person_and_by_day()
    {
        var petra = samples.Host.As(Roles.Pharmacy, facility: Samples.Facility, name: "petra");
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await samples.Put(first, by: petra);
        samples.Host.Clock.Advance(TimeSpan.FromDays(1));
        await samples.Put(second);

        var auditor = samples.Host.As(Roles.Auditor);
        Assert.Equal([first.ToString()], await Documents(auditor, $"document={first}"));
        Assert.Equal([first.ToString()], await Documents(auditor, "by=petra"));
        Assert.Equal([second.ToString()], await Documents(auditor, "from=2026-10-16"));
        Assert.Equal([first.ToString()], await Documents(auditor, "to=2026-10-15"));
        Assert.Equal([second.ToString(), first.ToString()], await Documents(auditor, "from=2026-10-15&to=2026-10-16"));
        Assert.Equal((422, "request.from-after-to"), await auditor.Get("/audit?from=2026-10-16&to=2026-10-15") is var no
            ? (no.Status, no.Code) : default);
        Assert.Equal("request.unknown-parameter", (await auditor.Get("/audit?who=petra")).Code);
    }

    [Fact]
    public async Task Only_auditors_and_operators_see_it()
    {
        Assert.Equal(401, (await samples.Host.WithoutToken().Get("/audit")).Status);
        foreach (var role in Roles.All.Except([Roles.Auditor, Roles.Operator]))
            Assert.Equal(403, (await samples.Host.As(role, state: "13").Get("/audit")).Status);
        Assert.Equal(200, (await samples.Operator.Get("/audit")).Status);
        Assert.Contains("/audit", (await samples.Host.WithoutToken().Get("/openapi/edge.json")).Json.GetProperty("paths").EnumerateObject()
            .Select(x => x.Name));
    }

    private static async Task<IEnumerable<string>> Documents(TestCaller auditor, string query) =>
        (await auditor.Get($"/audit?{query}")).Json.GetProperty("items").EnumerateArray()
        .Select(x => x.GetProperty("document").GetString()!);
}
