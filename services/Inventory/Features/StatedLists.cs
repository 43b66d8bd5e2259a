using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Features;

/// <summary>
/// The funding sources and locations of a document of one facility as the catalogue lists them: any spelling or alias is the listed code.
/// A text that the list does not name is refused, but taken as it is written while the list is not known yet, and where it names what
/// the facility holds already. The list is read where there is something to find in it.
/// </summary>
internal sealed class StatedLists(InventoryDb db, FacilityCode facility)
{
    private ListedEntries? sources;
    private ListedEntries? locations;

    /// <param name="comesIn">Goods newly come in under it: the entry has to be in use.</param>
    public async Task<Outcome<string>> FundingSource(string text, string field, bool comesIn, CancellationToken ct)
    {
        if (text.Length == 0)
            return text;
        sources ??= await db.FundingSources(ct);
        if (sources.Find(text) is { } entry)
            return comesIn && !entry.Active ? Refusals.FundingSourceInactive(entry.Code, sources.Codes, field) : entry.Code;
        return await MayBeRight(sources, ct) || (!comesIn && await Holds().AnyAsync(x => x.FundingSource == text, ct))
            ? FundingSources.Parse(text, field, Refusals.TextCode)
            : Refusals.FundingSourceUnknown(text, sources.Codes, field);
    }

    /// <inheritdoc cref="FundingSource"/>
    public async Task<Outcome<string>> Location(string text, string field, bool comesIn, CancellationToken ct)
    {
        if (text == Domain.Holding.Main)
            return text;
        locations ??= await db.Locations(ct);
        if (locations.Find(text) is { } entry)
            return comesIn && !entry.Active ? Refusals.LocationInactive(entry.Code, locations.Codes, field) : entry.Code;
        return await MayBeRight(locations, ct) || (!comesIn && await Holds().AnyAsync(x => x.Location == text, ct))
            ? Locations.Parse(text, field, Refusals.TextCode)
            : Refusals.LocationUnknown(text, locations.Codes, field);
    }

    /// <param name="path">Of the object in the request that has the members <c>fundingSource</c> and <c>location</c>.</param>
    /// <inheritdoc cref="FundingSource"/>
    public async Task<Outcome<Holding>> Holding(Holding stated, string path, bool comesIn, CancellationToken ct) =>
        (await FundingSource(stated.FundingSource, $"{path}.fundingSource", comesIn, ct)).Refused(out var why, out var source) ? why
        : (await Location(stated.Location, $"{path}.location", comesIn, ct)).Refused(out why, out var location) ? why
        : stated with { FundingSource = source, Location = location };

    /// <summary>The lines of a document about what the facility holds.</summary>
    /// <param name="holding">Null: the line names none.</param>
    public async Task<Outcome<IReadOnlyList<T>>> Lines<T>(
        IReadOnlyList<T> lines, Func<T, Holding?> holding, Func<T, Holding, T> with, CancellationToken ct)
    {
        var listed = new List<T>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            if (holding(lines[i]) is not { } stated)
                listed.Add(lines[i]);
            else if ((await Holding(stated, $"lines[{i}]", comesIn: false, ct)).Refused(out var why, out var known))
                return why;
            else
                listed.Add(with(lines[i], known));
        }
        return listed;
    }

    private IQueryable<Balance> Holds() => db.Balances.AsNoTracking().Where(x => x.Facility == facility.Value);

    private async Task<bool> MayBeRight(ListedEntries list, CancellationToken ct) => !list.IsPublished || await db.TakesCatalogue(ct);
}
