using Supply.Platform.Http;

namespace Supply.Platform.Tests;

public sealed class HostTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task Is_live_and_ready()
    {
        Assert.Equal(200, (await samples.Host.WithoutToken().Get("/health/live")).Status);
        // On busy cores a first look at a database may take longer than the probe waits.
        await samples.Until("it is ready", async () => await samples.Host.WithoutToken().Get("/health/ready") is { Status: 200 } ready
            && ready.Json.GetProperty("status").GetString() == "ready");
    }

    [Fact]
    public async Task Repeats_the_correlation_that_it_was_given_and_makes_one_where_there_is_none()
    {
        var given = Guid.CreateVersion7();
        Assert.Equal(given, await Correlation(given.ToString()));
        Assert.NotEqual(Guid.Empty, await Correlation(null));
        Assert.NotEqual(Guid.Empty, await Correlation("not an id\t"));

        async Task<Guid> Correlation(string? header)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/alpha/notes");
            request.Headers.TryAddWithoutValidation("X-Correlation-Id", header);
            request.Headers.Authorization = new("Bearer", samples.Host.Token(Roles.Dashboard));
            using var answer = await samples.Host.Http.SendAsync(request);
            var echoed = Guid.Parse(answer.Headers.GetValues("X-Correlation-Id").Single());
            // the problem names it too
            Assert.Contains(echoed.ToString(), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return echoed;
        }
    }

    [Fact]
    public async Task Answers_are_neither_cached_nor_sniffed_nor_do_they_name_the_server()
    {
        using var answer = await samples.Host.Http.GetAsync("/alpha/notes");
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Each_service_describes_its_routes_and_those_only()
    {
        var paths = (await samples.Host.WithoutToken().Get("/openapi/alpha.json")).Json.GetProperty("paths").EnumerateObject()
            .Select(x => x.Name).ToList();
        Assert.Contains("/alpha/notes/{id}", paths);
        Assert.All(paths, x => Assert.StartsWith("/alpha/", x, StringComparison.Ordinal));
    }
}
