namespace Supply.Platform.Feeds;

/// <summary>What a service still misses of the streams that fill it.</summary>
public abstract class FillStatus(string service)
{
    public string Service => service;

    /// <summary>Those of the streams, all where none is named, that were never taken whole.</summary>
    public abstract Task<IReadOnlyList<FillRow>> Missing(IServiceProvider scoped, IReadOnlyCollection<Feed> feeds, CancellationToken ct);
}
