using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Supply.Gateway.Tests;

/// <summary>What callers see of copies that are missing, end, break off or take their time.</summary>
public sealed class ForwardingTests
{
    private static readonly Uri notes = new("/catalog/notes", UriKind.Relative);

    [Fact]
    public async Task A_refused_connection_goes_to_another_copy_with_its_body()
    {
        await using var backend = await Backend.Start(async context => await context.Request.Body.CopyToAsync(context.Response.Body));
        await using var gateway = await GatewayProcess.Start(
            "catalog", [Nobody(), backend.Address, Nobody()], "--RateLimit:PerSecond", "100000");
        for (var i = 0; i < 200; i++)
        {
            using var body = GatewayProcess.JsonContent($"{{\"number\":{i}}}");
            using var answer = await gateway.Http.PutAsync(notes, body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal($"{{\"number\":{i}}}", await answer.Content.ReadAsStringAsync());
        }
        Assert.Equal(200, backend.Served);
    }

    [Fact]
    public async Task Without_a_copy_the_answer_is_503_with_Retry_After_and_a_problem_document()
    {
        await using var gateway = await GatewayProcess.Start("catalog", [Nobody(), Nobody()]);
        for (var i = 0; i < 5; i++)
        {
            using var body = GatewayProcess.JsonContent("{}");
            using var answer = await gateway.Http.PutAsync(notes, body);
            await Unavailable(answer);
        }
        var ready = await Ready(gateway);
        Assert.Equal(503, ready.Status);
        Assert.Contains("catalog: no destination", ready.Missing);
    }

    [Fact]
    public async Task A_copy_that_ends_before_it_answers_is_503_for_a_change_and_asked_again_elsewhere_for_a_read()
    {
        await using var broken = await Backend.Start(context => { context.Abort(); return Task.CompletedTask; });
        await using var whole = await Backend.Start(context => context.Response.WriteAsync("whole"));
        await using var gateway = await GatewayProcess.Start("catalog", [broken.Address, whole.Address]);
        for (var i = 0; i < 20; i++)
            Assert.Equal("whole", await gateway.Http.GetStringAsync(notes));
        while (broken.Served == 0)
            await gateway.Http.GetStringAsync(notes);

        await using var alone = await GatewayProcess.Start("catalog", [broken.Address]);
        using var body = GatewayProcess.JsonContent("{}");
        using var answer = await alone.Http.PutAsync(notes, body);
        await Unavailable(answer);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_breaks_off_is_broken_off_to_the_caller(bool lengthKnown)
    {
        var halfRead = new TaskCompletionSource();
        await using var backend = await Backend.Start(async context =>
        {
            if (lengthKnown)
                context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("the first half");
            await context.Response.Body.FlushAsync();
            await halfRead.Task;
            context.Abort();
        });
        await using var gateway = await GatewayProcess.Start("catalog", [backend.Address]);
        using var answer = await gateway.Http.GetAsync(notes, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var heard = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal('t', heard.Read());
        halfRead.SetResult();
        await Assert.ThrowsAnyAsync<IOException>(() => heard.ReadToEndAsync().WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Requests_and_answers_are_passed_on_as_they_come_and_without_limit()
    {
        const int megabytes = 70; // more than the longest import
        var (arrived, read) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var backend = await Backend.Start(async context =>
        {
            var buffer = new byte[64 * 1024];
            var length = 0L;
            for (int got; (got = await context.Request.Body.ReadAsync(buffer)) > 0; length += got)
                arrived.TrySetResult();
            await context.Response.WriteAsync($"{length}\n");
            await context.Response.Body.FlushAsync();
            await read.Task;
            await context.Response.WriteAsync("end\n");
        });
        await using var gateway = await GatewayProcess.Start("catalog", [backend.Address]);

        using var body = new PausedBody(megabytes * 1024 * 1024, goOn: arrived.Task);
        using var request = new HttpRequestMessage(HttpMethod.Post, notes) { Content = body };
        using var answer = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience.Limit);
        using var heard = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(body.Length.ToString(CultureInfo.InvariantCulture), await heard.ReadLineAsync());
        read.SetResult();
        Assert.Equal("end", await heard.ReadLineAsync());
    }

    [Fact]
    public async Task One_correlation_id_and_one_trace_go_through()
    {
        await using var backend = await Backend.Start(context =>
        {
            context.Response.Headers["X-Correlation-Id"] = context.Request.Headers["X-Correlation-Id"];
            return context.Response.WriteAsJsonAsync(
                new { correlation = context.Request.Headers["X-Correlation-Id"].ToString(),
                trace = context.Request.Headers.TraceParent.ToString() });
        });
        await using var gateway = await GatewayProcess.Start("catalog", [backend.Address]);
        var (given, trace) = (Guid.CreateVersion7().ToString(), ActivityTraceId.CreateRandom().ToHexString());
        using var request = new HttpRequestMessage(HttpMethod.Get, notes);
        request.Headers.Add("X-Correlation-Id", given);
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        using var answer = await gateway.Http.SendAsync(request);
        var seen = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(given, seen.GetProperty("correlation").GetString());
        Assert.StartsWith($"00-{trace}-", seen.GetProperty("trace").GetString(), StringComparison.Ordinal);
        Assert.Equal(given, answer.Headers.GetValues("X-Correlation-Id").Single());

        using var without = await gateway.Http.GetAsync(notes);
        var made = JsonDocument.Parse(await without.Content.ReadAsStringAsync()).RootElement.GetProperty("correlation").GetString();
        Assert.True(Guid.TryParse(made, out _));
        Assert.Equal(made, without.Headers.GetValues("X-Correlation-Id").Single());
    }

    [Fact]
    public async Task A_draining_copy_gets_nothing_new_unless_it_is_the_only_one()
    {
        await using var first = await Backend.Start(context => context.Response.WriteAsync("first"));
        await using var second = await Backend.Start(context => context.Response.WriteAsync("second"));
        await using var gateway = await GatewayProcess.Start("catalog", [first.Address, second.Address]);
        await Until(async () => !(await Ready(gateway)).Missing.Contains("catalog: no destination"));

        first.Draining = true;
        await Until(async () => (await Answers(gateway, 10)).SetEquals(["second"]));
        second.Draining = true;
        await Until(async () => (await Answers(gateway, 10)).Contains("first"));
        await Until(async () => (await Ready(gateway)).Missing.Contains("catalog: no destination"));
        first.Draining = second.Draining = false;
        await Until(async () => !(await Ready(gateway)).Missing.Contains("catalog: no destination"));
    }

    [Fact]
    public async Task The_gateway_itself_drains_before_it_stops()
    {
        await using var backend = await Backend.Start(context => context.Response.WriteAsync("here"));
        await using var gateway = await GatewayProcess.Start("catalog", [backend.Address], "--Drain:Seconds", "2");
        Assert.Equal(200, await Status(gateway, "/health/serving"));
        gateway.Process.Terminate();
        await Until(async () => await Status(gateway, "/health/serving") == 503);
        Assert.Equal("here", await gateway.Http.GetStringAsync(notes));
        Assert.Equal(200, await Status(gateway, "/health/live"));
        await gateway.Process.Ended(Patience.Limit);
    }

    /// <summary>An address at which nobody listens.</summary>
    private static string Nobody() => $"http://127.0.0.1:{Ports.Free()}/";

    private static async Task Unavailable(HttpResponseMessage answer)
    {
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(("gateway.unavailable", 503), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.Contains("Envíe lo mismo otra vez", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Equal(problem.GetProperty("correlationId").GetString(), answer.Headers.GetValues("X-Correlation-Id").Single());
    }

    private static async Task<(int Status, List<string> Missing)> Ready(GatewayProcess gateway)
    {
        using var answer = await gateway.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var missing = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("missing");
        return ((int)answer.StatusCode, [.. missing.EnumerateArray().Select(x => x.GetString()!)]);
    }

    private static async Task<int> Status(GatewayProcess gateway, string path)
    {
        using var answer = await gateway.Http.GetAsync(new Uri(path, UriKind.Relative));
        return (int)answer.StatusCode;
    }

    private static async Task<HashSet<string>> Answers(GatewayProcess gateway, int times)
    {
        var answers = new HashSet<string>();
        for (var i = 0; i < times; i++)
            answers.Add(await gateway.Http.GetStringAsync(notes));
        return answers;
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience.Limit, "it never came");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>A body whose second half is only sent when its first has begun to arrive.</summary>
    private sealed class PausedBody(long length, Task goOn) : HttpContent
    {
        private readonly byte[] piece = new byte[1024 * 1024];

        public long Length => length;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0L; sent < length; sent += piece.Length)
            {
                if (sent == length / 2)
                    await goOn;
                await stream.WriteAsync(piece);
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return false;
        }
    }
}
