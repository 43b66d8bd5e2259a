using System.Text.Json;
using Supply.Bus;
using Supply.Platform.Hosting;
using Supply.Samples;

namespace Supply.Platform.Tests;

public sealed class ReadinessTests
{
    [Fact]
    public async Task What_hangs_fails_or_is_away_is_named_without_waiting_for_it_and_the_rest_is_not()
    {
        var settings = new Dictionary<string, string?> { ["Bus:Host"] = "rabbitmq://127.0.0.1:1/" };
        await using var host = await ServiceHost.Start([new AlphaService()], embedded: false, settings: settings, configure: builder =>
        {
            BusTransport.Add(builder);
            builder.Services.AddReadiness("hanging", async (_, _) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
                return null;
            });
            builder.Services.AddReadiness("blocking", (_, ct) =>
                Task.FromResult(ct.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)) ? "late" : null));
            builder.Services.AddReadiness("throwing", (_, _) => throw new TimeZoneNotFoundException("a secret"));
            builder.Services.AddReadiness("filling", (_, _) => Task.FromResult<string?>("12 of 100"));
            builder.Services.AddReadiness("there", (_, _) => Task.FromResult<string?>(null));
        });
        var began = TimeProvider.System.GetTimestamp();
        var answer = await host.WithoutToken().Get("/health/ready");
        // One check never ends and one blocks for a minute; each is left behind after 1.5 s, which takes longer on busy cores.
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(40), "it waited for the one that blocks a minute");
        Assert.Equal((503, "not-ready"), (answer.Status, answer.Json.GetProperty("status").GetString()));
        var missing = JsonSerializer.Deserialize<string[]>(answer.Json.GetProperty("missing"))!;
        Assert.Contains("hanging (no answer within 1.5 s)", missing);
        Assert.Contains(missing, x => x.StartsWith("blocking (", StringComparison.Ordinal));
        Assert.Contains("throwing (TimeZoneNotFoundException)", missing);
        Assert.Contains("filling (12 of 100)", missing);
        Assert.Contains(missing, x => x.StartsWith("broker (", StringComparison.Ordinal));
        // On busy cores others may not answer in time either; that is all that may be said of them.
        string[] meant = ["hanging", "blocking", "throwing", "filling", "broker"];
        Assert.All(missing.Where(x => !meant.Contains(x.Split(' ')[0])), x => Assert.EndsWith("(no answer within 1.5 s)", x));
        Assert.Equal(200, (await host.WithoutToken().Get("/health/serving")).Status); // load balancers still send what can be recorded
    }
}
