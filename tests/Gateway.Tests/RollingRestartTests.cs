using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Supply.Gateway.Tests;

/// <summary>Two real copies of a service behind the gateway, replaced one after the other under load.</summary>
public sealed class RollingRestartTests : IAsyncLifetime
{
    private const string Program = "services/Dispensing/bin/Debug/net10.0/Supply.Dispensing.dll";

    private readonly TestDatabase database = new(TestServer.Postgres);
    private readonly int[] ports = [Ports.Free(), Ports.Free()];
    private readonly ChildProcess?[] copies = new ChildProcess?[2];
    private GatewayProcess gateway = null!;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        await database.Create(server: true, ["dispensing"]);
        await ChildProcess.Run(Program, ["migrate", .. Settings(0)]);
        await Task.WhenAll(Start(0), Start(1));
        gateway = await GatewayProcess.Start("dispensing", ports.Select(x => $"http://127.0.0.1:{x}/"), "--RateLimit:PerSecond", "100000");
    }

    public async ValueTask DisposeAsync()
    {
        if (gateway is not null)
            await gateway.DisposeAsync();
        foreach (var copy in copies)
            if (copy is not null)
                await copy.DisposeAsync();
        await database.DisposeAsync();
    }

    private static string? Missing => TestServers.Missing(TestServer.Postgres);

    [Fact]
    public async Task Copies_that_are_told_to_stop_fail_no_request_and_killed_ones_only_with_503()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        using var stop = new CancellationTokenSource();
        var load = new Load(gateway.Http);
        var running = Enumerable.Range(0, 4).Select(_ => load.Run(stop.Token)).ToArray();
        await load.Reaches(50);

        for (var copy = 0; copy < 2; copy++)
        {
            copies[copy]!.Terminate();
            await copies[copy]!.Ended(Patience.Limit);
            await Start(copy);
            await load.Reaches(load.Recorded.Count + 50);
        }
        Assert.Empty(load.Unavailable);

        for (var copy = 0; copy < 2; copy++)
        {
            await copies[copy]!.Kill();
            await load.Reaches(load.Recorded.Count + 50);
            await Start(copy);
        }
        await load.Reaches(load.Recorded.Count + 50);
        await stop.CancelAsync();
        await Task.WhenAll(running);

        Assert.Empty(load.Failures);
        Assert.True(load.Unavailable.Count <= 0.01 * (load.Recorded.Count + load.Unavailable.Count),
            $"{load.Unavailable.Count} of {load.Recorded.Count} were 503");
        foreach (var id in load.Recorded)
        {
            using var answer = await gateway.Http.GetAsync(new Uri($"/dispensing/prescriptions/{id}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_batch_under_way_ends_after_the_line_that_was_last_committed()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        using var direct = new TcpClient();
        await direct.ConnectAsync(IPAddress.Loopback, ports[0]);
        await using var stream = direct.GetStream();
        using var answers = new StreamReader(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /dispensing/prescriptions/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: "
            + $"chunked\r\n"
            + $"Authorization: {gateway.Http.DefaultRequestHeaders.Authorization}\r\n\r\n"));
        var first = Guid.CreateVersion7();
        var line = Load.Prescription(first).Insert(1, $"\"id\":\"{first}\",") + "\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line.Length:x}\r\n{line}\r\n"));
        while (!(await answers.ReadLineAsync())!.Contains($"{first}", StringComparison.Ordinal))
        {
            // headers and the length of the chunk
        }

        copies[0]!.Terminate();
        while (await answers.ReadLineAsync().WaitAsync(Patience.Limit) is var ending && ending != "0")
            Assert.NotNull(ending); // the chunk of length 0: the answer is whole, not broken off
        direct.Close(); // else the process would wait half a minute for the rest of the request
        await copies[0]!.Ended(Patience.Limit);
    }

    private async Task Start(int copy)
    {
        if (copies[copy] is { } before)
            await before.DisposeAsync();
        // recording needs no broker, so there is none
        copies[copy] = ChildProcess.Start(Program, [.. Settings(copy), "--Bus:Host", "rabbitmq://127.0.0.1:1/"]);
        await copies[copy]!.Answers($"http://127.0.0.1:{ports[copy]}/health/serving");
    }

    private string[] Settings(int copy) =>
    [
        "--urls", $"http://127.0.0.1:{ports[copy]}", "--DevTokens:Enabled", "true", "--DevTokens:Key", GatewayProcess.Key,
            "--Patients:Keys:1", GatewayProcess.Key,
        "--Drain:Seconds", "4", "--RateLimit:PerSecond", "100000",
        .. database.Settings(server: true).SelectMany(x => (string[])["--" + x.Key, x.Value!]),
    ];

    /// <summary>A pharmacy that records prescriptions and repeats what was answered with 503.</summary>
    private sealed class Load(HttpClient http)
    {
        private static readonly string day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1)
            .ToString("O", CultureInfo.InvariantCulture);

        public ConcurrentBag<Guid> Recorded { get; } = [];
        public ConcurrentBag<string> Unavailable { get; } = [];
        public ConcurrentBag<string> Failures { get; } = [];

        public static string Prescription(Guid id) =>
            $$"""{"facility":"HGIMB000011","folio":"{{id}}","prescribedOn":"{{day}}","lines":[{"line":1,"clave":"010.000.0104.00","prescribed":1,"dispensed":1}]}""";

        public async Task Run(CancellationToken ct)
        {
            while (!ct.IsCancellationRequested)
            {
                var id = Guid.CreateVersion7();
                while (!await Recorded201(id) && Failures.IsEmpty)
                    // what was begun is brought to its end
                    await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
            }
        }

        public async Task Reaches(int recorded)
        {
            var began = TimeProvider.System.GetTimestamp();
            while (Recorded.Count < recorded)
            {
                Assert.Empty(Failures);
                Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience.Limit, $"only {Recorded.Count} of {recorded} recorded");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }

        private async Task<bool> Recorded201(Guid id)
        {
            try
            {
                using var body = GatewayProcess.JsonContent(Prescription(id));
                using var answer = await http.PutAsync(new Uri($"/dispensing/prescriptions/{id}", UriKind.Relative), body);
                if (answer.IsSuccessStatusCode)
                    Recorded.Add(id);
                else if (answer is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null })
                    Unavailable.Add(await answer.Content.ReadAsStringAsync());
                else
                    Failures.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                return answer.IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                Failures.Add(e.ToString());
                return false;
            }
        }
    }
}
