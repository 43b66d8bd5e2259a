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
    private static readonly (string Code, string Name, string[] Aliases, bool RingFenced)[] fundingSources =
    [
        ("SAEAC", "FONSABI, atención de enfermedades de alto costo", ["FONSABI SAEAC"], true),
        ("SADMI", "FONSABI, complemento a la compra y distribución de medicamentos", ["FONSABI SADMI"], true),
        ("U013", "Programa presupuestario U013", ["PP U013"], false),
    ];

    private static readonly (string Code, string Name, string[] Aliases)[] locations =
    [
        (Locations.Main, "Farmacia o almacén de la unidad", ["principal", "farmacia", "almacén"]),
        ("urgencias", "Urgencias", []),
        ("hospitalizacion", "Hospitalización", []),
        ("quirofano", "Quirófano", []),
    ];

    public static Task Run(CatalogDb db, CancellationToken ct) => db.Write(async () =>
    {
        var sources = (await db.FundingSources.AsNoTracking().Select(x => x.Code).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var places = (await db.Locations.AsNoTracking().Select(x => x.Code).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var now = db.Origin.Clock.Now();
        foreach (var (code, name, aliases, ringFenced) in fundingSources.Where(x => !sources.Contains(x.Code)))
            db.Enqueue(db.FundingSources.Add(new FundingSource
            {
                Code = code, Version = 1, ChangedAt = now, Name = name, Aliases = MessageJson.Write(aliases), RingFenced = ringFenced,
                    Active = true,
            }).Entity.ToFact());
        foreach (var (code, name, aliases) in locations.Where(x => !places.Contains(x.Code)))
            db.Enqueue(db.Locations.Add(new Location
            {
                Code = code, Version = 1, ChangedAt = now, Name = name, Aliases = MessageJson.Write(aliases), Active = true,
            }).Entity.ToFact());
    }, ct);
}
