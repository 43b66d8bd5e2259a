using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Supply.Platform.Tests;

/// <summary>What is asked of an address that means nothing: a problem document says what is wrong with it.</summary>
public sealed class AddressTests(Samples samples) : IClassFixture<Samples>
{
    [Theory]
    [InlineData("/alpha/notes?colour=red", 422, "request.unknown-parameter")]
    [InlineData("/alpha/notes?limit=0", 422, "request.limit")]
    [InlineData("/alpha/notes?limit=1001", 422, "request.limit")]
    [InlineData("/alpha/notes?limit=many", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?limit=99999999999", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?limit=1&limit=2", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?urgent=si", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?after=x", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?after=00000000-0000-0000-0000-000000000000", 422, "request.zero-id")]
    [InlineData("/alpha/notes?from=2026-02-30", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?from=10/11/2026", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?from=0206-10-15", 422, "request.date")]
    [InlineData("/alpha/notes?to=9999-12-31", 422, "request.date")]
    [InlineData("/alpha/notes?from=2026-10-16&to=2026-10-15", 422, "request.from-after-to")]
    [InlineData("/alpha/sum?one=1", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?text=a%00b", 422, "request.unknown-parameter")]
    [InlineData("/alpha/nowhere", 404, "request.no-such-route")]
    [InlineData("/alpha/notes?%00=a", 422, "request.unknown-parameter")]
    [InlineData("/alpha/notes?limit=%01", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?limit=%zz", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?limit=%FF", 422, "request.wrong-type")]
    [InlineData("/alpha/notes?limit=%", 422, "request.wrong-type")]
    [InlineData("/alpha/%01", 404, "request.no-such-route")]
    [InlineData("/alpha/%0A", 404, "request.no-such-route")]
    [InlineData("/alpha/%7F/%zz", 404, "request.no-such-route")]
    [InlineData("/alpha/%C0%80", 404, "request.no-such-route")]
    [InlineData("/alpha/notes/%00", 400, "request.malformed")]
    [InlineData("/alpha/%00?text=x", 400, "request.malformed")]
    [InlineData("/openapi/nothing.json", 404, "request.no-such-route")]
    public async Task Addresses_that_mean_nothing_are_refused(string path, int status, string code)
    {
        var answer = await samples.Central.Get(path);
        Assert.Equal((status, code, "application/problem+json"), (answer.Status, answer.Code, answer.MediaType));
    }

    [Theory]
    [InlineData("GET /alpha/notes/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "request.malformed")]
    [InlineData("GET /alpha/notes HTTP/1.1\r\n\r\n", 400, "request.malformed")] // no host
    [InlineData("GET /alpha\u0000/notes HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "request.malformed")]
    [InlineData("GET /alpha/notes HTTP/1.1\r\nHost: localhost\r\nX-Note: a\u0000b\r\n\r\n", 400, "request.malformed")]
    [InlineData("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "request.refused")]
    [InlineData("GET /alpha/notes HTTP/1.1\r\nHost: localhost\r\nX-Note: {long}\r\n\r\n", 431, "request.refused")]
    public async Task What_is_no_request_at_all_is_explained_too(string request, int status, string code)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(samples.Host.Http.BaseAddress!.Host, samples.Host.Http.BaseAddress.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(
            request.Replace("{long}", new string('x', 40_000), StringComparison.Ordinal)));
        using var reader = new StreamReader(client.GetStream());
        var answer = (await reader.ReadToEndAsync().WaitAsync(Patience.Limit)).Split("\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer[0], StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/problem+json\r\n", answer[0], StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer[1])}\r\n", answer[0], StringComparison.Ordinal);
        Assert.Equal(code, JsonDocument.Parse(answer[1]).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_null_character_in_a_known_parameter_is_what_is_said_to_be_wrong()
    {
        var answer = await samples.Central.Get("/alpha/notes?text=a%00b");
        Assert.Equal("text", answer.Json.GetProperty("field").GetString());
        Assert.Contains("carácter nulo", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_the_address_does_not_take_is_405() =>
        Assert.Equal((405, "request.method"),
            await samples.Central.Post("/alpha/labels/x", new { }) is var answer ? (answer.Status, answer.Code) : default);
}
