using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Buyers;

/// <summary>The buyers of the federal annex are there from the start; each is published once, and what was changed since stays.</summary>
public static class SeedBuyers
{
    public static Task Run(CatalogDb db, CancellationToken ct) => db.Write(async () =>
    {
        var known = (await db.Buyers.AsNoTracking().Select(x => x.Code).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var missing = AnnexBuyers.All.Where(x => !known.Contains(x.Code)).ToList();
        var now = db.Origin.Clock.Now();
        foreach (var x in missing)
        {
            var buyer = new Buyer { Code = x.Code, Version = 1, ChangedAt = now, Name = x.Name, Kind = x.Kind, State = x.State.Code,
                Aliases = MessageJson.Write<string[]>([x.Alias]) };
            db.Buyers.Add(buyer);
            db.Enqueue(buyer.ToFact(now));
        }
        if (missing.Count > 0)
            db.Audit("buyers.seeded", "federal-annex", $"{missing.Count} buyers");
    }, ct);
}
