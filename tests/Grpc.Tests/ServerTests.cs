using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Supply.Grpc.Tests;

/// <summary>Our server as the public client <c>@grpc/grpc-js</c> meets it, every method.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private Probe probe = null!;

    public async ValueTask InitializeAsync() => probe = await Probe.Start();

    public ValueTask DisposeAsync() => probe.DisposeAsync();

    [Theory]
    [InlineData("methods")]
    [InlineData("tokens")]
    [InlineData("deadline")]
    [InlineData("status")]
    [InlineData("size")]
    [InlineData("gzip")]
    public async Task Every_method_keeps_the_protocol(string check) => await Passes(check);

    [Fact]
    public async Task A_client_that_goes_away_is_noticed_by_every_method()
    {
        await Passes("cancel");
        await World.Until(() => Task.FromResult(probe.Seen.Cancelled == Probe.Feeds.Length), () =>
            Task.FromResult($"{probe.Seen.Cancelled} noticed"));
    }

    [Fact]
    public async Task A_reader_that_stops_reading_stops_the_server_and_costs_it_little()
    {
        Assert.SkipUnless(Node.IsThere, "needs Node");
        using var client = await Node.Start("client.mjs", Environment(), "slow");
        try
        {
            Assert.Equal("paused", await client.StandardOutput.ReadLineAsync());
            var before = -1L;
            await World.Until(async () =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1000), TimeProvider.System);
                var settled = probe.Seen.Bytes == before;
                before = probe.Seen.Bytes;
                return settled;
            }, () => Task.FromResult($"{probe.Seen.Bytes} bytes and more"));
            Assert.InRange(probe.Seen.Bytes, 1, 32 << 20); // what the two ends may hold; it would send without end
            await client.StandardInput.WriteLineAsync("end");
            Assert.Equal("passed", await client.StandardOutput.ReadLineAsync());
        }
        finally
        {
            client.Kill();
        }
    }

    private async Task Passes(string check)
    {
        Assert.SkipUnless(Node.IsThere, "needs Node");
        using var client = await Node.Start("client.mjs", Environment(), check);
        var (output, errors) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
        try
        {
            await client.WaitForExitAsync(Patience.Token);
        }
        finally
        {
            client.Kill();
        }
        Assert.True((await output).EndsWith("passed\n", StringComparison.Ordinal), await errors + await output);
    }

    private Dictionary<string, string> Environment()
    {
        var owners = Probe.Feeds.Select(x => x.Owner).Distinct().ToList();
        var now = probe.Clock.GetUtcNow();
        Dictionary<string, string> Each(Func<string, string> token) => owners.ToDictionary(x => x, token);
        return new()
        {
            ["SERVER"] = probe.Address,
            ["TOKENS"] = JsonSerializer.Serialize(new Dictionary<string, Dictionary<string, string>>
            {
                ["valid"] = Each(Signed(World.Key, now)),
                ["expired"] = Each(Signed(World.Key, now.AddMinutes(-2))),
                ["notYet"] = Each(Signed(World.Key, now.AddMinutes(2))),
                ["foreignKey"] = Each(Signed(Convert.ToBase64String(new byte[32]), now)),
                ["nonsense"] = Each(_ => "nonsense"),
                ["unsigned"] = Each(owner => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
                    ServiceTokens.Issuer, owner, [new Claim("sub", "probe")], now.UtcDateTime, now.UtcDateTime.AddMinutes(1),
                        signingCredentials: null))),
            }),
        };
    }

    private static Func<string, string> Signed(string key, DateTimeOffset now)
    {
        var tokens = new ServiceTokens(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Services:Key"] = key }).Build(), new TestClock(now));
        return owner => tokens.Issue("probe", owner);
    }
}
