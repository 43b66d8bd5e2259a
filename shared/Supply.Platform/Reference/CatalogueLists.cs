using Microsoft.EntityFrameworkCore;
using Supply.Platform.Feeds;

namespace Supply.Platform.Reference;

/// <summary>What only some services keep of the catalogue, and opt into: its lists of funding sources and locations, weekdays.</summary>
public static class CatalogueLists
{
    public static void MapFundingSources(this ModelBuilder model) =>
        model.Entity<KnownFundingSource>().ToTable("known_funding_sources").HasKey(x => x.Code);

    public static void MapLocations(this ModelBuilder model) =>
        model.Entity<KnownLocation>().ToTable("known_locations").HasKey(x => x.Code);

    /// <summary>The days of the week on which facilities attend.</summary>
    public static void MapOpenWeekdays(this ModelBuilder model) =>
        model.Entity<KnownFacility>().Property(x => x.OpenWeekdays).HasMaxLength(7);

    public static async Task<ListedEntries> FundingSources(this ReferenceDb db, CancellationToken ct) =>
        new((await db.Set<KnownFundingSource>().AsNoTracking().ToListAsync(ct)).ConvertAll(x => x.ToEntry()), Kernel.FundingSources.Seeded);

    public static async Task<ListedEntries> Locations(this ReferenceDb db, CancellationToken ct) =>
        new((await db.Set<KnownLocation>().AsNoTracking().ToListAsync(ct)).ConvertAll(x => x.ToEntry()), Kernel.Locations.Seeded);

    /// <summary>
    /// Whether the stream of the catalogue is on its way into this database, so that what is not there may still come. A stream that
    /// nobody offers stays due, but has taken nothing, is not claimed and has met nothing in its way.
    /// </summary>
    public static Task<bool> TakesCatalogue(this ReferenceDb db, CancellationToken ct) => db.Fills.AnyAsync(x =>
        x.Stream == Feed.Catalogue.Name && x.Due && (x.Count > 0 || x.ClaimedUntil != null || x.Note != null), ct);

    /// <summary>
    /// A service that took the catalogue before it kept these takes it again: what was published until then never reached it.
    /// </summary>
    internal static async Task<bool> Lack(ReferenceDb db, CancellationToken ct) =>
        db.Model.FindEntityType(typeof(KnownFundingSource)) is not null && !await db.Set<KnownFundingSource>().AnyAsync(ct)
            || db.Model.FindEntityType(typeof(KnownLocation)) is not null && !await db.Set<KnownLocation>().AnyAsync(ct)
            || db.Model.FindEntityType(typeof(KnownFacility))!.FindProperty(nameof(KnownFacility.OpenWeekdays)) is not null
                && await db.Facilities.AnyAsync(x => x.Latest && x.OpenWeekdays == null, ct);
}
