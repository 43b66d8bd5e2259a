using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Feeds;

namespace Supply.Grpc.Tests;

/// <summary>Our server with all streams and nothing behind them: it does what the key says.</summary>
internal sealed class Probe : IAsyncDisposable
{
    public static readonly Feed[] Feeds = [Feed.Catalogue, Feed.Prescriptions, Feed.DailyReports, Feed.SupplyOrders, Feed.Positions,
        Feed.StockOutDays, Feed.ApprovedDemand];

    private readonly WebApplication app;

    private Probe(WebApplication app, string address, TestClock clock) => (this.app, Address, Clock) = (app, address, clock);

    public string Address { get; }
    public TestClock Clock { get; }
    public Seen Seen => app.Services.GetRequiredService<Seen>();

    public static async Task<Probe> Start()
    {
        var (address, clock) = ($"127.0.0.1:{Ports.Free()}", new TestClock(new DateTimeOffset(2026, 10, 15, 18, 0, 0, TimeSpan.Zero)));
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string,
            string?> { ["Grpc:Url"] = "http://" + address, ["Services:Key"] = World.Key });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<Seen>();
        var feeds = new FeedList(builder.Services);
        foreach (var feed in Feeds)
            feeds.Offer<ProbeFeed>(feed);
        GrpcTransport.Add(builder, "probe");
        var app = builder.Build();
        await app.StartAsync();
        return new Probe(app, address, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

internal sealed class Seen
{
    private int cancelled;
    private long bytes;

    /// <summary>Calls whose end the server was told of while it was busy with them.</summary>
    public int Cancelled => cancelled;

    /// <summary>Written into pages so far.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public void Cancel() => Interlocked.Increment(ref cancelled);

    public void Wrote(int more) => Interlocked.Add(ref bytes, more);
}

internal sealed class ProbeFeed(Seen seen) : IFeed
{
    public async Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct)
    {
        switch (key)
        {
            case "breaks":
                return [.. Enumerable.Range(1, 3).Select(x => Fact(x) with { Key = "gone" })];
            case "gone":
                throw new IOException("the disk of the secret server");
            case "throws":
                throw new InvalidOperationException("secret text");
            case "slow":
                try
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
                }
                catch (OperationCanceledException)
                {
                    seen.Cancel();
                    throw;
                }
                return [Fact(1) with { Key = "slow" }];
            case "big":
                seen.Wrote(1 << 20);
                return [Fact(1) with { Key = "big", Body = new byte[1 << 20] }];
            default:
                var after = key.Length == 0 ? 0 : int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number : throw new ResumeKeyException(key);
                return [.. Enumerable.Range(after + 1, Math.Clamp(1200 - after, 0, 500)).Select(Fact)];
        }
    }

    private static StreamedFact Fact(int number) => new(
        "Supply.Probe", $"d{number}", number, Encoding.UTF8.GetBytes($$"""{"text":"ñandú","number":{{number}}}"""), $"{number}");
}
