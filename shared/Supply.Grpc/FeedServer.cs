using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Supply.Grpc.Wire;
using Supply.Platform.Feeds;

namespace Supply.Grpc;

/// <summary>
/// Sends a feed of this process. Each write waits until the transport takes it, so that a slow reader costs a page and no more.
/// </summary>
internal sealed class FeedServer(IEnumerable<OfferedFeed> feeds, IHostApplicationLifetime life)
{
    private readonly Dictionary<Feed, OfferedFeed> offered = feeds.ToDictionary(x => x.Feed);

    public async Task Send(Feed feed, ReadFrom from, IServerStreamWriter<Fact> facts, ServerCallContext call)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, life.ApplicationStopping);
        try
        {
            await foreach (var fact in offered[feed].Read(from.After, stop.Token))
                await facts.WriteAsync(
                    new Fact { Type = fact.Type, Document = fact.Document, Version = fact.Version,
                        Body = UnsafeByteOperations.UnsafeWrap(fact.Body), Key = fact.Key }, stop.Token);
        }
        catch (Exception) when (!call.CancellationToken.IsCancellationRequested && life.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The service is stopping."));
        }
    }
}
