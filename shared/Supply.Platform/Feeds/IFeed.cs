namespace Supply.Platform.Feeds;

/// <summary>Reads a feed page by page, each in a scope of its own: nothing is open in the database while a page travels.</summary>
public interface IFeed
{
    /// <summary>The next facts after the key, in the order of their keys; none: there are no more.</summary>
    /// <param name="key">Empty at the start.</param>
    /// <exception cref="ResumeKeyException">The key is not of this feed.</exception>
    Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct);
}
