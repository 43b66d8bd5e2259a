using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supply.Grpc.Wire;
using Supply.Platform.Feeds;

namespace Supply.Grpc;

/// <summary>
/// Reads the feeds of other services at <c>Peers:{service}</c>: one address or several, separated by semicolons, that take
/// turns. A call lasts <c>Grpc:LongestCall</c> (10 minutes) at most and then is to go on with the key.
/// </summary>
public sealed class GrpcFeeds(string service, IConfiguration configuration, IServiceProvider provider) : IFeedSource, IDisposable
{
    private readonly TimeSpan longestCall = configuration.GetValue("Grpc:LongestCall", TimeSpan.FromMinutes(10));
    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> channels = new(StringComparer.Ordinal);

    public bool Offers(Feed feed) => true;

    /// <exception cref="RpcException">The call broke; it goes on from the last key.</exception>
    /// <exception cref="InvalidOperationException">No address or no key is configured.</exception>
    public async IAsyncEnumerable<StreamedFact> Read(Feed feed, string after, [EnumeratorCancellation] CancellationToken ct)
    {
        var channel = channels.GetOrAdd(feed.Owner, owner => new(() => Open(owner))).Value;
        var token = provider.GetRequiredService<ServiceTokens>().Issue(service, feed.Owner);
        var options =
            new CallOptions(new Metadata { { "authorization", "Bearer " + token } }, TimeProvider.System.GetUtcNow()
            .UtcDateTime + longestCall, ct);
        using var call = channel.CreateCallInvoker()
            .AsyncServerStreamingCall(FeedCalls.All[feed], host: null, options, new ReadFrom { After = after });
        await foreach (var fact in call.ResponseStream.ReadAllAsync(ct))
            yield return new StreamedFact(fact.Type, fact.Document, fact.Version, fact.Body.ToByteArray(), fact.Key);
    }

    public void Dispose()
    {
        foreach (var channel in channels.Values)
            channel.Value.Dispose();
    }

    private GrpcChannel Open(string owner)
    {
        Uri[] addresses =
            [.. (configuration[$"Peers:{owner}"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(x => new Uri(x))];
        if (addresses.Length == 0)
            throw new InvalidOperationException($"Peers:{owner} is not set.");
        var resolver = new StaticResolverFactory(_ => addresses.Select(x => new BalancerAddress(x.Host, x.Port)));
        return GrpcChannel.ForAddress($"static:///{owner}", new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,
            ServiceProvider = new ServiceCollection().AddSingleton<ResolverFactory>(resolver).BuildServiceProvider(),
            ServiceConfig = new ServiceConfig { LoadBalancingConfigs = { new RoundRobinConfig() } },
            MaxReceiveMessageSize = GrpcListener.LargestMessage,
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(250),
            MaxReconnectBackoff = TimeSpan.FromSeconds(5),
            HttpHandler = new SocketsHttpHandler
            {
                KeepAlivePingDelay = TimeSpan.FromSeconds(20), KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                    EnableMultipleHttp2Connections = true,
                ConnectTimeout = TimeSpan.FromSeconds(5),
            },
            DisposeHttpClient = true,
        });
    }
}
