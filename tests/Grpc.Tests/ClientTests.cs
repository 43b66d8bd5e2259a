using System.Diagnostics;
using System.IdentityModel.Tokens.Jwt;
using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Feeds;

namespace Supply.Grpc.Tests;

/// <summary>Our client against a server of <c>@grpc/grpc-js</c>.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private Process server = null!;
    private string address = "";

    public async ValueTask InitializeAsync()
    {
        if (!Node.IsThere)
            return;
        server = await Node.Start("server.mjs", new Dictionary<string, string>());
        address = $"http://127.0.0.1:{(await Said()).GetProperty("port").GetInt32()}";
    }

    public async ValueTask DisposeAsync()
    {
        if (!Node.IsThere)
            return;
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
    }

    [Fact]
    public async Task A_stream_that_breaks_in_the_middle_goes_on_behind_what_came()
    {
        var peers = Peers(address);
        var (facts, broken) = await Read(peers, "");
        Assert.Equal(StatusCode.Unavailable, broken?.StatusCode);
        Assert.Equal(["1", "2", "3", "4", "5"], facts.Select(x => x.Key));
        (facts, broken) = await Read(peers, facts[^1].Key);
        Assert.Null(broken);
        Assert.Equal(["6", "7", "8", "9", "10"], facts.Select(x => x.Key));
        Assert.Equal(("Supply.Probe", "d6", 6), (facts[0].Type, facts[0].Document, facts[0].Version));
        Assert.Equal("ñandú", JsonDocument.Parse(facts[0].Body).RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task It_shows_a_short_token_for_the_one_it_asks_and_takes_compressed_answers()
    {
        await Read(Peers(address), "5");
        var met = await Said();
        var token = new JwtSecurityTokenHandler().ReadJwtToken(met.GetProperty("authorization").GetString()!["Bearer ".Length..]);
        Assert.Equal(("tester", "catalog"), (token.Subject, token.Audiences.Single()));
        Assert.InRange(token.ValidTo - token.ValidFrom, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_is_too_long_too_large_or_refused_ends_with_its_status()
    {
        var peers = Peers(address, longestCall: "00:00:01");
        Assert.Equal(StatusCode.DeadlineExceeded, (await Read(peers, "endless")).Error?.StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, (await Read(peers, "large")).Error?.StatusCode);
        var denied = (await Read(peers, "denied")).Error;
        Assert.Equal((StatusCode.PermissionDenied, "señal", "because"),
            (denied?.StatusCode, denied?.Status.Detail, denied?.Trailers.GetValue("reason")));
    }

    [Fact]
    public async Task A_reader_that_stops_tells_the_server()
    {
        await foreach (var _ in Peers(address).Read(Feed.Catalogue, "endless", default))
            break;
        await Said(); // the call
        Assert.Equal("endless", (await Said()).GetProperty("cancelled").GetString());
    }

    [Fact]
    public async Task An_address_where_nobody_is_gives_way_to_the_next()
    {
        Assert.SkipUnless(Node.IsThere, "needs Node");
        var nobody = $"http://127.0.0.1:{Ports.Free()}";
        Assert.Equal(StatusCode.Unavailable, (await Read(Peers(nobody), "5")).Error?.StatusCode);
        var peers = Peers($"{nobody}; {address}");
        for (var i = 0; i < 4; i++)
            Assert.Equal(5, (await Read(peers, "5")).Facts.Count);
    }

    [Fact]
    public async Task Without_an_address_or_a_key_it_says_what_is_missing()
    {
        Assert.Equal("Peers:catalog is not set.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => Read(Peers(null), ""))).Message);
        Assert.Contains("Services:Key",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => Read(Peers("http://127.0.0.1:1", key: null), ""))).Message,
            StringComparison.Ordinal);
    }

    private async Task<JsonElement> Said() =>
        JsonDocument.Parse((await server.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit, TimeProvider.System))!).RootElement;

    private static async Task<(List<StreamedFact> Facts, RpcException? Error)> Read(IFeedSource peers, string after)
    {
        Assert.SkipUnless(Node.IsThere, "needs Node");
        var facts = new List<StreamedFact>();
        try
        {
            await foreach (var fact in peers.Read(Feed.Catalogue, after, default))
                facts.Add(fact);
        }
        catch (RpcException e)
        {
            return (facts, e);
        }
        return (facts, null);
    }

    private static IFeedSource Peers(string? addresses, string? longestCall = null, string? key = "")
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Peers:catalog"] = addresses, ["Services:Key"] = key is { Length: 0 } ? World.Key : key, ["Grpc:LongestCall"] = longestCall
                ?? "00:01:00",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        GrpcTransport.Add(builder, "tester");
        return builder.Build().Services.GetRequiredService<IFeedSource>();
    }
}
