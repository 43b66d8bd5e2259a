using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Supply.Grpc.Wire;
using Supply.Platform.Feeds;

namespace Supply.Grpc;

/// <summary>Serves every feed that this process offers, under its own name.</summary>
internal sealed class FeedMethods(IEnumerable<OfferedFeed> feeds) : IServiceMethodProvider<FeedServer>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<FeedServer> context)
    {
        foreach (var feed in feeds.Select(x => x.Feed))
            context.AddServerStreamingMethod<ReadFrom,
                Fact>(FeedCalls.All[feed], [], (server, from, facts, call) => server.Send(feed, from, facts, call));
    }
}
