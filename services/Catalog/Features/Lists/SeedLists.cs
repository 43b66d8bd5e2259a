using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Lists;

/// <summary>
/// The funding sources and locations that every installation knows; each is published once, and what was changed since stays.
/// </summary>
public static class SeedLists
{
    public static Task Run(CatalogDb db, CancellationToken ct) => db.Write(async () =>
    {
        var sources = (await db.FundingSources.AsNoTracking().Select(x => x.Code).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var places = (await db.Locations.AsNoTracking().Select(x => x.Code).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var now = db.Origin.Clock.Now();
        foreach (var x in FundingSources.Seeded.Where(x => !sources.Contains(x.Code)))
            db.Enqueue(db.FundingSources.Add(new FundingSource
            {
                Code = x.Code, Version = 1, ChangedAt = now, Name = x.Name, Aliases = MessageJson.Write(x.Aliases),
                RingFenced = x.RingFenced, Active = x.Active,
            }).Entity.ToFact());
        foreach (var x in Locations.Seeded.Where(x => !places.Contains(x.Code)))
            db.Enqueue(db.Locations.Add(new Location
            {
                Code = x.Code, Version = 1, ChangedAt = now, Name = x.Name, Aliases = MessageJson.Write(x.Aliases), Active = x.Active,
            }).Entity.ToFact());
    }, ct);
}
