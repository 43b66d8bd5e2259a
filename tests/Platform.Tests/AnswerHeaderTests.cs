using System.IO.Compression;
using System.Net;
using System.Text;

namespace Supply.Platform.Tests;

/// <summary>What every answer of the embedded program carries, and how it is compressed.</summary>
public sealed class AnswerHeaderTests(Samples samples) : IClassFixture<Samples>
{
    [Theory]
    [InlineData("/openapi/alpha.json")]
    [InlineData("/health/live")]
    [InlineData("/no-such-page")]
    [InlineData("/alpha/notes/00000000-0000-7000-8000-000000000001")]
    [InlineData("/alpha/ops/tareas/sesion")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string path)
    {
        using var answer = await samples.Host.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("geolocation=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_page_has_no_script_within_it()
    {
        var page = await samples.Host.WithoutToken().Get("/alpha/ops/tareas/sesion");
        Assert.DoesNotContain("onclick=", page.Text, StringComparison.Ordinal);
        Assert.Contains("<script src=\"sesion.js\"></script>", page.Text, StringComparison.Ordinal);
        var script = await samples.Host.WithoutToken().Get("/alpha/ops/tareas/sesion.js");
        Assert.Equal((200, "text/javascript"), (script.Status, script.MediaType));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Answers_are_compressed_for_whoever_accepts_it(string encoding)
    {
        var path = new Uri("/openapi/alpha.json", UriKind.Relative);
        var plain = await samples.Host.Http.GetByteArrayAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var answer = await samples.Host.Http.SendAsync(request);
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.InRange(bytes.Length, 1, plain.Length / 4);
        using var compressed = new MemoryStream(bytes);
        await using Stream text = encoding == "br" ? new BrotliStream(compressed, CompressionMode.Decompress)
            : new GZipStream(compressed, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await text.CopyToAsync(whole);
        Assert.Equal(Encoding.UTF8.GetString(plain), Encoding.UTF8.GetString(whole.ToArray()));
    }

    [Fact]
    public async Task A_problem_is_compressed_too_and_keeps_its_status()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All })
        {
            BaseAddress = samples.Host.Http.BaseAddress,
        };
        using var answer = await http.GetAsync(new Uri("/no-such-page", UriKind.Relative));
        Assert.Equal(
            (HttpStatusCode.NotFound, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("request.no-such-route", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
