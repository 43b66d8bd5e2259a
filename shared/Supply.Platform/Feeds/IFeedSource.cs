namespace Supply.Platform.Feeds;

/// <summary>Where the feeds of other services come from: this process, or another.</summary>
public interface IFeedSource
{
    /// <summary>False: nobody offers it here, and nobody waits for it.</summary>
    bool Offers(Feed feed);

    /// <summary>Goes on after the key until there is no more.</summary>
    IAsyncEnumerable<StreamedFact> Read(Feed feed, string after, CancellationToken ct);
}
