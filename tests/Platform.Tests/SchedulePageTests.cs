using System.Net;
using Supply.Platform.Http;

namespace Supply.Platform.Tests;

/// <summary>The pages of the schedule, as a browser asks for them.</summary>
public sealed class SchedulePageTests(Samples samples) : IClassFixture<Samples>
{
    private const string Page = "/alpha/ops/tareas";

    [Fact]
    public async Task Operators_see_the_pages_and_nobody_else_as_of_the_jobs()
    {
        Assert.Equal(401, (await samples.Host.WithoutToken().Get(Page)).Status);
        foreach (var role in (string[])[Roles.Central, Roles.Auditor])
            foreach (var path in (string[])[Page, Page + "/recurring", "/alpha/ops/jobs"])
                Assert.Equal((403, "access.role"), await samples.Host.As(role).Get(path) is var no ? (no.Status, no.Code) : default);
        var page = await samples.Operator.Get(Page + "/recurring?from=0&count=10");
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Contains("Tareas de alpha", page.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await samples.Operator.Get(Page + "/no-such-page")).Status);
    }

    [Fact]
    public async Task Nobody_commands_there()
    {
        foreach (var path in (string[])["/recurring/trigger", "/recurring/remove", "/jobs/enqueued/delete", "/stats"])
            Assert.Equal(405, (await samples.Operator.Post(Page + path)).Status);
        var page = await samples.Operator.Get(Page + "/recurring");
        Assert.DoesNotContain("recurring/trigger", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("recurring/remove", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_becomes_a_short_cookie_that_opens_these_pages_and_nothing_else()
    {
        using var http = Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Page)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Page + "/sesion")).StatusCode); // where a person pastes it

        using var opened = await SignIn(http, samples.Host.Token(Roles.Operator));
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        foreach (var part in (string[])["httponly", "samesite=strict", "path=/alpha/ops/tareas", "max-age=900"])
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Page)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Page + "/recurring?from=0&count=10")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/alpha/ops/audit")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/beta/ops/tareas")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync(Page + "/sesion", null)).StatusCode); // a cookie makes no cookie

        using var ended = new HttpRequestMessage(HttpMethod.Delete, Page + "/sesion");
        ended.Headers.Authorization = new("Bearer", samples.Host.Token(Roles.Operator));
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(ended)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Page)).StatusCode);
    }

    [Fact]
    public async Task The_cookie_ends_with_its_token_and_only_operators_get_one()
    {
        using var http = Browser();
        Assert.Equal(HttpStatusCode.Forbidden,
            (await SignIn(http, samples.Host.Token(Roles.Pharmacy, facility: Samples.Facility))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SignIn(http, samples.Host.Token(Roles.Auditor))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignIn(http, "no.token.at-all")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.Add("Cookie", "supply-tareas=no.token.at-all");
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request)).StatusCode);
    }

    private HttpClient Browser() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = samples.Host.Http.BaseAddress };

    private static async Task<HttpResponseMessage> SignIn(HttpClient http, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Page + "/sesion");
        request.Headers.Authorization = new("Bearer", token);
        return await http.SendAsync(request);
    }
}
