using System.Net;
using Microsoft.AspNetCore.Http;

namespace Supply.Gateway.Tests;

/// <summary>The gateway compresses what services answer, and holds nothing back for it.</summary>
public sealed class CompressionTests
{
    private static readonly Uri notes = new("/catalog/notes", UriKind.Relative);
    private static readonly string body = string.Concat(
        Enumerable.Range(0, 1_000).Select(x => $$"""{"clave":"010.000.0104.00","lot":"L-{{x}}","onHand":{{x}}}"""));

    [Theory]
    [InlineData("br", "application/json; charset=utf-8")]
    [InlineData("gzip", "text/csv; charset=utf-8")]
    public async Task An_answer_is_compressed_and_keeps_its_tag(string encoding, string mediaType)
    {
        await using var backend = await Backend.Start(context =>
        {
            (context.Response.ContentType, context.Response.Headers.ETag) = (mediaType, "\"7\"");
            context.Response.ContentLength = body.Length;
            return context.Response.WriteAsync(body);
        });
        await using var gateway = await GatewayProcess.Start("catalog", [backend.Address]);
        Assert.Equal(body, await gateway.Http.GetStringAsync(notes)); // who accepts nothing gets it plain
        using var request = new HttpRequestMessage(HttpMethod.Get, notes);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var answer = await gateway.Http.SendAsync(request);
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Equal("\"7\"", answer.Headers.ETag?.Tag);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1, body.Length / 2);
        Assert.Equal(body, await Reader(gateway).GetStringAsync(notes));
    }

    [Fact]
    public async Task What_has_not_changed_stays_an_empty_304_and_what_is_compressed_already_stays_as_it_is()
    {
        byte[] packed = [1, 2, 3, 4, 5, 6];
        await using var backend = await Backend.Start(context =>
        {
            if (context.Request.Headers.IfNoneMatch == "\"7\"")
            {
                (context.Response.StatusCode, context.Response.Headers.ETag) = (304, "\"7\"");
                return Task.CompletedTask;
            }
            (context.Response.ContentType, context.Response.Headers.ContentEncoding) = ("application/json", "br");
            return context.Response.Body.WriteAsync(packed).AsTask();
        });
        await using var gateway = await GatewayProcess.Start("catalog", [backend.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Get, notes);
        request.Headers.AcceptEncoding.ParseAdd("br");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"7\"");
        using var same = await gateway.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.NotModified, 0), (same.StatusCode, same.Content.Headers.ContentEncoding.Count));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, notes);
        again.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var untouched = await gateway.Http.SendAsync(again);
        Assert.Equal(["br"], untouched.Content.Headers.ContentEncoding);
        Assert.Equal(packed, await untouched.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("application/x-ndjson", true)]
    [InlineData("text/event-stream", false)]
    public async Task A_stream_arrives_line_by_line(string mediaType, bool compressed)
    {
        var read = new TaskCompletionSource();
        await using var backend = await Backend.Start(async context =>
        {
            context.Response.ContentType = mediaType;
            await context.Response.WriteAsync("first\n");
            await context.Response.Body.FlushAsync();
            await read.Task;
            await context.Response.WriteAsync("second\n");
        });
        await using var gateway = await GatewayProcess.Start("catalog", [backend.Address]);
        using var http = Reader(gateway);
        using var answer = await http.GetAsync(notes, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience.Limit);
        Assert.Equal(compressed, answer.Headers.Vary.Contains("Accept-Encoding"));
        using var heard = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("first", await heard.ReadLineAsync().WaitAsync(Patience.Limit));
        read.SetResult();
        Assert.Equal("second", await heard.ReadLineAsync().WaitAsync(Patience.Limit));
    }

    private static HttpClient Reader(GatewayProcess gateway)
    {
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All })
        {
            BaseAddress = gateway.Http.BaseAddress, Timeout = Patience.Limit,
        };
        http.DefaultRequestHeaders.Authorization = gateway.Http.DefaultRequestHeaders.Authorization;
        return http;
    }
}
