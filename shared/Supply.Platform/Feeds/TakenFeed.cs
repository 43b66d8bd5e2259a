using Supply.Platform.Persistence;

namespace Supply.Platform.Feeds;

/// <param name="Has">Whether the database holds anything that this stream brings.</param>
/// <param name="Lacks">Whether the service keeps more of it than it did when it took the stream, and has nothing of that yet.</param>
internal sealed record TakenFeed<TDb>(
    Feed Feed, Func<TDb, CancellationToken, Task<bool>> Has, Func<TDb, CancellationToken, Task<bool>>? Lacks = null) where TDb : SupplyDb;
