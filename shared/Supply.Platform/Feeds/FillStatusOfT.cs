using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Platform.Feeds;

public sealed class FillStatus<TDb> : FillStatus where TDb : SupplyDb
{
    private readonly ConcurrentDictionary<string, bool> taken = new(StringComparer.Ordinal); // what was taken whole once stays so

    internal FillStatus(string service, FillList<TDb> declared, IFeedSource? source) : base(service)
    {
        Declared = declared;
        Feeds = source is null ? [] : [.. declared.Feeds.Where(x => source.Offers(x.Feed))];
    }

    /// <summary>Those that somebody offers.</summary>
    internal IReadOnlyList<TakenFeed<TDb>> Feeds { get; }

    internal FillList<TDb> Declared { get; }

    public override Task<IReadOnlyList<FillRow>> Missing(IServiceProvider scoped, IReadOnlyCollection<Feed> feeds, CancellationToken ct) =>
        Missing(scoped.GetRequiredService<TDb>(), feeds, ct);

    /// <inheritdoc cref="FillStatus.Missing"/>
    public async Task<IReadOnlyList<FillRow>> Missing(TDb db, IReadOnlyCollection<Feed> feeds, CancellationToken ct)
    {
        string[] open =
            [.. Feeds.Select(x => x.Feed).Where(x => (feeds.Count == 0 || feeds.Contains(x)) && !taken.ContainsKey(x.Name))
            .Select(x => x.Name)];
        if (open.Length == 0)
            return [];
        var rows = await db.Fills.AsNoTracking().Where(x => open.Contains(x.Stream)).ToListAsync(ct);
        foreach (var row in rows.Where(x => x.TakenAt is not null))
            taken[row.Stream] = true;
        return [.. open.Select(name =>
            rows.SingleOrDefault(x => x.Stream == name) ?? new FillRow { Stream = name, ChangedAt = default, Note = "not migrated" })
            .Where(x => x.TakenAt is null)];
    }

    /// <summary>
    /// For jobs whose work would be wrong, and stay so, while facts are missing: true, and said so, until the service has taken all its
    /// streams.
    /// </summary>
    public async Task<bool> Waits(TDb db, JobProgress progress, CancellationToken ct)
    {
        var missing = await Missing(db, [], ct);
        if (missing.Count > 0)
            progress.Did(0, $"waits for {string.Join(", ", missing.Select(x => x.Stream))}");
        return missing.Count > 0;
    }

    /// <summary>
    /// Decides, where the schema is made and before any message is handled, which streams this database is to be filled from.
    /// </summary>
    internal Task Prepare(TDb db, CancellationToken ct) => Declared.Feeds.Count == 0 ? Task.CompletedTask : db.Write(async () =>
    {
        var known = await db.Fills.Select(x => x.Stream).ToListAsync(ct);
        var now = db.Origin.Clock.Now();
        foreach (var feed in Declared.Feeds.Where(x => !known.Contains(x.Feed.Name)))
            db.Fills.Add(await feed.Has(db, ct)
                ? new FillRow { Stream = feed.Feed.Name, ChangedAt = now, TakenAt = now, Note = "held such rows before it could be filled" }
                : new FillRow { Stream = feed.Feed.Name, ChangedAt = now, Due = true });
        foreach (var feed in Declared.Feeds.Where(x => x.Lacks is not null && known.Contains(x.Feed.Name)))
            if (await db.Fills.SingleAsync(x => x.Stream == feed.Feed.Name, ct) is { Due: false } row && await feed.Lacks!(db, ct))
                (row.Due, row.After, row.Count, row.ChangedAt, row.Note) = (true, "", 0, now, "more of it is kept than before");
    }, ct);
}
