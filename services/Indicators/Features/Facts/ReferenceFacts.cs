using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>Keeps what the facts of a batch say of facilities and claves, before its documents are judged by it.</summary>
internal sealed class ReferenceFacts(IndicatorsDb db)
{
    /// <returns>What belongs in the log: of items only those that change a product class.</returns>
    public async Task<List<IncomingFact>> Keep(List<IncomingFact> facts, CancellationToken ct)
    {
        await Facilities([.. facts.Where(x => x.Kind == DocumentKind.Facility)], ct);
        var items = facts.Where(x => x.Kind == DocumentKind.Item).OrderBy(x => x.Version).ToList();
        if (items.Count == 0)
            return facts;
        var kept = await Items(items, ct);
        return [.. facts.Where(x => x.Kind != DocumentKind.Item), .. kept];
    }

    private async Task Facilities(List<IncomingFact> facts, CancellationToken ct)
    {
        if (facts.Count == 0)
            return;
        var codes = facts.Select(x => x.DocumentId).Distinct().ToList();
        var versions = await db.FacilityVersions.AsNoTracking().Where(x => codes.Contains(x.Code)).ToListAsync(ct);
        var known = versions.GroupBy(x => x.Code).ToDictionary(x => x.Key, x => x.MaxBy(y => y.Version)!, StringComparer.Ordinal);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fact in facts.OrderBy(x => x.Version))
        {
            var row = RecordFacility.RowOf(MessageJson.Read<FacilityPublished>(fact.Body));
            db.FacilityVersions.Add(row);
            versions.Add(row);
            var last = known.GetValueOrDefault(row.Code);
            // A new name or telephone changes no figure; a new kind, class, date of opening or closing does.
            if (last is null || last.Version > row.Version
                || !row.ToVersion().CountsAs(last.ToVersion() with { ValidFrom = row.ValidFrom }))
                changed.Add(row.Code);
            if (last is null || last.Version < row.Version)
                known[row.Code] = row;
        }
        // Of most facilities nothing was told before: only who has to report changes.
        var counted = await db.Documents.Where(x => codes.Contains(x.Facility)).Select(x => x.Facility).Distinct()
            .Union(db.Figures.Where(x => x.Level == Dimension.Facility && codes.Contains(x.Code)).Select(x => x.Code)).ToListAsync(ct);
        await JudgeAgain.Request(db, DocumentKind.Facility, [.. counted.Where(changed.Contains)], ct);
        await JudgeAgain.RequestMembers(db, versions.Where(x => changed.Contains(x.Code) && !counted.Contains(x.Code))
            .SelectMany(x => Group.Of(x.State, x.ToVersion())), ct);
    }

    private async Task<List<IncomingFact>> Items(List<IncomingFact> facts, CancellationToken ct)
    {
        var claves = facts.Select(x => x.DocumentId).Distinct().ToList();
        var known = await db.Products.Where(x => claves.Contains(x.Clave)).ToDictionaryAsync(x => x.Clave, StringComparer.Ordinal, ct);
        List<IncomingFact> kept = [];
        foreach (var fact in facts)
        {
            var product = known.GetValueOrDefault(fact.DocumentId);
            if (product?.Version >= fact.Version)
                continue;
            var given = RecordProduct.ClassOf(MessageJson.Read<ItemPublished>(fact.Body));
            if (given != (product?.Class ?? ReferenceLookup.ByGroup(fact.DocumentId)))
                kept.Add(fact);
            if (product is null)
                db.Products.Add(known[fact.DocumentId] = product = new ProductRow { Clave = fact.DocumentId });
            (product.Version, product.Class) = (fact.Version, given);
        }
        claves = [.. kept.Select(x => x.DocumentId).Distinct()];
        await JudgeAgain.Request(db, DocumentKind.Item,
            await db.OrderClaves.Where(x => claves.Contains(x.Clave)).Select(x => x.Clave)
                .Union(db.Figures.Where(x => x.Level == Dimension.Clave && claves.Contains(x.Code)).Select(x => x.Code))
                .ToListAsync(ct), ct);
        return kept;
    }
}
