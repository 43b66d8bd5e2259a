using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Platform.Feeds;

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
                (ReferenceDb)(object)db is var own
                    && (await own.Items.AnyAsync(ct) || await own.Facilities.AnyAsync(ct) || await own.Buyers.AnyAsync(ct)),
                (db, ct) => CatalogueLists.Lack((ReferenceDb)(object)db, ct)));
    }
}
