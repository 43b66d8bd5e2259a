using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Persistence;
using Supply.Platform.Feeds;

namespace Supply.Catalog.Features.Feeds;

/// <summary>
/// The whole catalogue, as it was last published. Of a facility all versions, the newest first: so predecessor codes are
/// known only as they belong today.
/// </summary>
public sealed class Snapshot(CatalogDb db) : IFeed
{
    private const int Rows = 500;
    private const int FewRows = 10; // a formulary may hold 10,000 claves
    private static readonly string[] tables = ["buyer", "facility", "item", "formulary", "funding-source", "location"];

    public async Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct)
    {
        var at = key.Length == 0 ? [tables[0], ""] : ResumeKeyException.Parts(key, 2);
        if (!tables.Contains(at[0]))
            throw new ResumeKeyException(key);
        var after = at[1];
        foreach (var table in tables.SkipWhile(x => x != at[0]))
        {
            if (await Page(table, after, ct) is { Count: > 0 } page)
                return page;
            after = "";
        }
        return [];
    }

    private async Task<List<StreamedFact>> Page(string table, string after, CancellationToken ct)
    {
        var now = db.Origin.Clock.Now();
        switch (table)
        {
            case "buyer":
                var buyers = await db.Buyers.AsNoTracking().Where(x => x.Code.CompareTo(after) > 0).OrderBy(x => x.Code).Take(Rows)
                    .ToListAsync(ct);
                return [.. buyers.Select(x => StreamedFact.Of(x.ToFact(now), x.Code, $"buyer|{x.Code}"))];
            case "facility":
                return await Facilities(after, ct);
            case "item":
                var items = await db.Items.AsNoTracking().Where(x => x.Clave.CompareTo(after) > 0).OrderBy(x => x.Clave).Take(Rows)
                    .ToListAsync(ct);
                return [.. items.Select(x => StreamedFact.Of(x.ToFact(now), x.Clave, $"item|{x.Clave}"))];
            case "funding-source":
                var sources = await db.FundingSources.AsNoTracking().Where(x => x.Code.CompareTo(after) > 0).OrderBy(x => x.Code).Take(Rows)
                    .ToListAsync(ct);
                return [.. sources.Select(x => StreamedFact.Of(x.ToFact(), x.Code, $"funding-source|{x.Code}"))];
            case "location":
                var places = await db.Locations.AsNoTracking().Where(x => x.Code.CompareTo(after) > 0).OrderBy(x => x.Code).Take(Rows)
                    .ToListAsync(ct);
                return [.. places.Select(x => StreamedFact.Of(x.ToFact(), x.Code, $"location|{x.Code}"))];
            default:
                var formularies = await db.Formularies.AsNoTracking().Where(x => x.UnitType.CompareTo(after) > 0).OrderBy(x => x.UnitType)
                    .Take(FewRows).ToListAsync(ct);
                return [.. formularies.Select(x => StreamedFact.Of(x.ToFact(now), x.UnitType, $"formulary|{x.UnitType}"))];
        }
    }

    private async Task<List<StreamedFact>> Facilities(string after, CancellationToken ct)
    {
        var at = after.Length == 0 ? ["", "0"] : ResumeKeyException.Parts(after, 2);
        if (!int.TryParse(at[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new ResumeKeyException(after);
        var code = at[0];
        var facilities = await db.Facilities.AsNoTracking()
            .Where(x => x.Code.CompareTo(code) >= 0 && (x.Code != code || x.Version < version))
            .OrderBy(x => x.Code).ThenByDescending(x => x.Version).Take(Rows).ToListAsync(ct);
        return [.. facilities.Select(x => StreamedFact.Of(x.ToFact(), x.Code, $"facility|{x.Code}|{x.Version}"))];
    }
}
