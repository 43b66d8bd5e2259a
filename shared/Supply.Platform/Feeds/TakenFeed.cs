using Supply.Platform.Persistence;

namespace Supply.Platform.Feeds;

/// <param name="Has">Whether the database holds anything that this stream brings.</param>
internal sealed record TakenFeed<TDb>(Feed Feed, Func<TDb, CancellationToken, Task<bool>> Has) where TDb : SupplyDb;
