using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Platform.Feeds;

/// <summary>How far this database has taken a stream.</summary>
public sealed class FillRow
{
    [MaxLength(40)] public required string Stream { get; init; }

    /// <summary>It is to be taken, from <see cref="After"/> on.</summary>
    public bool Due { get; set; }

    /// <summary>The key of the last fact taken.</summary>
    [MaxLength(300)] public string After { get; set; } = "";

    /// <summary>Facts taken since it fell due.</summary>
    public long Count { get; set; }

    /// <summary>When it was last taken whole; null: never, and what needs it waits.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>When this database, which had nothing of it, was given what the owner had; null: it has heard all of it itself.</summary>
    public DateTimeOffset? FilledAt { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The copy of the service that takes it now, and until when others leave it alone.</summary>
    [MaxLength(40)] public string? ClaimedBy { get; set; }

    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>What is in its way, or what is to be known of it.</summary>
    [MaxLength(1000)] public string? Note { get; set; }
}

/// <param name="Has">Whether the database holds anything that this stream brings.</param>
internal sealed record TakenFeed<TDb>(Feed Feed, Func<TDb, CancellationToken, Task<bool>> Has) where TDb : SupplyDb;

/// <summary>Which streams fill a service, in this order.</summary>
public sealed class FillList<TDb> where TDb : SupplyDb
{
    private readonly List<TakenFeed<TDb>> feeds = [];

    internal IReadOnlyList<TakenFeed<TDb>> Feeds => feeds;

    internal Func<TDb, CancellationToken, Task> Settle { get; private set; } = (_, _) => Task.CompletedTask;

    /// <param name="has">
    /// Rows that the stream brings. A database that has some when it first hears of the stream, because it is older than the
    /// stream is, has lived on events since its beginning and is not filled.
    /// </param>
    public FillList<TDb> Take<TRow>(Feed feed, Func<TDb, IQueryable<TRow>> has)
    {
        feeds.Add(new(feed, (db, ct) => has(db).AnyAsync(ct)));
        return this;
    }

    /// <summary>What has to be made of the facts before the service may answer with them.</summary>
    public FillList<TDb> Then(Func<TDb, CancellationToken, Task> settle)
    {
        Settle = settle;
        return this;
    }

    /// <summary>Every service with a copy of the catalogue takes it, before all else.</summary>
    internal void TakeCatalogue()
    {
        if (typeof(TDb).IsAssignableTo(typeof(ReferenceDb)))
            feeds.Add(new(Feed.Catalogue, async (db, ct) =>
                (ReferenceDb)(object)db is var own && (await own.Items.AnyAsync(ct) || await own.Facilities.AnyAsync(ct) || await own.Buyers.AnyAsync(ct))));
    }
}

/// <summary>What a service still misses of the streams that fill it.</summary>
public abstract class FillBook(string service)
{
    public string Service => service;

    /// <summary>Those of the streams, all where none is named, that were never taken whole.</summary>
    public abstract Task<IReadOnlyList<FillRow>> Missing(IServiceProvider scoped, IReadOnlyCollection<Feed> feeds, CancellationToken ct);
}

public sealed class FillBook<TDb> : FillBook where TDb : SupplyDb
{
    private readonly ConcurrentDictionary<string, bool> taken = new(StringComparer.Ordinal); // what was taken whole once stays so

    internal FillBook(string service, FillList<TDb> declared, IPeers? peers) : base(service)
    {
        Declared = declared;
        Feeds = peers is null ? [] : [.. declared.Feeds.Where(x => peers.Offer(x.Feed))];
    }

    /// <summary>Those that somebody offers.</summary>
    internal IReadOnlyList<TakenFeed<TDb>> Feeds { get; }

    internal FillList<TDb> Declared { get; }

    public override Task<IReadOnlyList<FillRow>> Missing(IServiceProvider scoped, IReadOnlyCollection<Feed> feeds, CancellationToken ct) =>
        Missing(scoped.GetRequiredService<TDb>(), feeds, ct);

    /// <inheritdoc cref="FillBook.Missing"/>
    public async Task<IReadOnlyList<FillRow>> Missing(TDb db, IReadOnlyCollection<Feed> feeds, CancellationToken ct)
    {
        string[] open = [.. Feeds.Select(x => x.Feed).Where(x => (feeds.Count == 0 || feeds.Contains(x)) && !taken.ContainsKey(x.Name)).Select(x => x.Name)];
        if (open.Length == 0)
            return [];
        var rows = await db.Fills.AsNoTracking().Where(x => open.Contains(x.Stream)).ToListAsync(ct);
        foreach (var row in rows.Where(x => x.TakenAt is not null))
            taken[row.Stream] = true;
        return [.. open.Select(name => rows.SingleOrDefault(x => x.Stream == name) ?? new FillRow { Stream = name, ChangedAt = default, Note = "not migrated" }).Where(x => x.TakenAt is null)];
    }

    /// <summary>For jobs whose work would be wrong, and stay so, while facts are missing: true, and said so, until the service has taken all its streams.</summary>
    public async Task<bool> Waits(TDb db, JobProgress progress, CancellationToken ct)
    {
        var missing = await Missing(db, [], ct);
        if (missing.Count > 0)
            progress.Did(0, $"waits for {string.Join(", ", missing.Select(x => x.Stream))}");
        return missing.Count > 0;
    }

    /// <summary>Decides, where the schema is made and before any message is handled, which streams this database is to be filled from.</summary>
    internal Task Prepare(TDb db, CancellationToken ct) => Declared.Feeds.Count == 0 ? Task.CompletedTask : db.Write(async () =>
    {
        var known = await db.Fills.Select(x => x.Stream).ToListAsync(ct);
        var now = db.Origin.Clock.Now();
        foreach (var feed in Declared.Feeds.Where(x => !known.Contains(x.Feed.Name)))
            db.Fills.Add(await feed.Has(db, ct)
                ? new FillRow { Stream = feed.Feed.Name, ChangedAt = now, TakenAt = now, Note = "held such rows before it could be filled" }
                : new FillRow { Stream = feed.Feed.Name, ChangedAt = now, Due = true });
    }, ct);
}
