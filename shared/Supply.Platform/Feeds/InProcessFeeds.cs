namespace Supply.Platform.Feeds;

/// <summary>Embedded mode: the owners run in this process.</summary>
public sealed class InProcessFeeds(IEnumerable<OfferedFeed> feeds) : IFeedSource
{
    private readonly Dictionary<Feed, OfferedFeed> offered = feeds.ToDictionary(x => x.Feed);

    public bool Offers(Feed feed) => offered.ContainsKey(feed);

    public IAsyncEnumerable<StreamedFact> Read(Feed feed, string after, CancellationToken ct) => offered[feed].Read(after, ct);
}
