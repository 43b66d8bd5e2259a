using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <summary>A service's own copy of the catalogue. It may be behind; nothing that people record waits for it.</summary>
public abstract class ReferenceDb(DbContextOptions options, Origin origin) : SupplyDb(options, origin)
{
    public DbSet<KnownItem> Items => Set<KnownItem>();
    public DbSet<KnownFacility> Facilities => Set<KnownFacility>();
    public DbSet<KnownPredecessor> Predecessors => Set<KnownPredecessor>();
    public DbSet<PredecessorLink> PredecessorLinks => Set<PredecessorLink>();
    public DbSet<CodeChange> CodeChanges => Set<CodeChange>();
    public DbSet<KnownBuyer> Buyers => Set<KnownBuyer>();
    public DbSet<KnownFormulary> Formularies => Set<KnownFormulary>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<KnownItem>().ToTable("known_items").HasKey(x => x.Clave);
        modelBuilder.Entity<KnownFacility>(x =>
        {
            x.ToTable("known_facilities").HasKey(row => new { row.Code, row.Version });
            x.HasIndex(row => new { row.Latest, row.Buyer });
            x.HasIndex(row => new { row.Latest, row.State });
            x.Ignore(row => row.OpenWeekdays);
        });
        modelBuilder.Entity<KnownPredecessor>().ToTable("known_predecessors").HasKey(x => x.Code);
        modelBuilder.Entity<PredecessorLink>(x =>
        {
            x.ToTable("predecessor_links").HasKey(row => new { row.Code, row.Facility });
            x.HasIndex(row => row.Facility);
        });
        modelBuilder.Entity<CodeChange>(x =>
        {
            x.ToTable("code_changes").HasKey(row => row.Stated);
            x.Property(row => row.Mark).IsConcurrencyToken();
            x.HasIndex(row => row.DueAt);
        });
        modelBuilder.Entity<KnownBuyer>().ToTable("known_buyers").HasKey(x => x.Code);
        modelBuilder.Entity<KnownFormulary>().ToTable("known_formularies").HasKey(x => x.UnitType);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>
    /// The code that the establishment has now: the code itself, or the end of the changes that are known. Unknown codes are returned as
    /// they are.
    /// </summary>
    public async Task<FacilityCode> Resolve(FacilityCode code, CancellationToken ct) =>
        await Predecessors.AsNoTracking().Where(x => x.Code == code.Value).Select(x => x.Current).SingleOrDefaultAsync(ct) is { } current
            ? FacilityCode.Stored(current)
            : code;

    /// <summary>
    /// How a code is spelled in the fingerprint of a request that is repeated: as in the first one, where both name the same facility.
    /// </summary>
    /// <param name="first">The code under which the document was recorded; null: there is none yet.</param>
    public async Task<string> FirstSpelling(string given, string? first, CancellationToken ct)
    {
        if (first is null || first == given)
            return given;
        var now = await Resolve([given, first], ct);
        return now[given] == now[first] ? first : given;
    }

    /// <summary>The same for many codes, by one query for each 500.</summary>
    /// <returns>Every code that was given, with the code that it has now.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Resolve(IEnumerable<string> codes, CancellationToken ct)
    {
        var ends = codes.Distinct(StringComparer.Ordinal).ToDictionary(x => x, x => x, StringComparer.Ordinal);
        foreach (var some in ends.Keys.ToArray().Chunk(500)) // SQL Server takes 2,100 parameters
            foreach (var x in await Predecessors.AsNoTracking().Where(x => some.Contains(x.Code)).ToListAsync(ct))
                ends[x.Code] = x.Current;
        return ends;
    }

    /// <summary>
    /// By present code the codes under which rows were recorded that are still to be given it; the code itself where a change was taken
    /// back.
    /// </summary>
    public async Task<ILookup<string, string>> MovingCodes(IEnumerable<string> current, CancellationToken ct)
    {
        string[] asked = [.. current.Distinct(StringComparer.Ordinal)];
        var changes = asked.Length == 0
            ? []
            : await CodeChanges.AsNoTracking().Where(x => x.DueAt != null && asked.Contains(x.Current)).ToListAsync(ct);
        return changes.ToLookup(x => x.Current, x => x.Stated, StringComparer.Ordinal);
    }

    /// <summary>The latest version of the facility, or null while the catalogue has not told of it.</summary>
    public Task<KnownFacility?> Facility(FacilityCode code, CancellationToken ct) =>
        Facilities.AsNoTracking().SingleOrDefaultAsync(x => x.Code == code.Value && x.Latest, ct);

    /// <summary>The version that is valid on the date: the latest that began by then, else the first.</summary>
    public async Task<KnownFacility?> Facility(FacilityCode code, DateOnly on, CancellationToken ct)
    {
        var versions = await Facilities.AsNoTracking().Where(x => x.Code == code.Value).OrderBy(x => x.Version).ToListAsync(ct);
        return versions.LastOrDefault(x => x.ValidFrom <= on) ?? versions.FirstOrDefault();
    }

    /// <summary>The zone that the catalogue gives the facility, else that of the entity in its code.</summary>
    public async Task<string> Zone(FacilityCode code, CancellationToken ct) =>
        await Facilities.AsNoTracking().Where(x => x.Code == code.Value && x.Latest).Select(x => x.TimeZone).SingleOrDefaultAsync(ct)
            ?? Zones.Of(code.State.Code);

    /// <summary>The same for several facilities.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ZonesOf(IEnumerable<string> codes, CancellationToken ct)
    {
        var zones = codes.Distinct(StringComparer.Ordinal).ToDictionary(x => x, x => Zones.Of(FacilityCode.Stored(x).State.Code),
            StringComparer.Ordinal);
        foreach (var some in zones.Keys.ToArray().Chunk(500)) // SQL Server takes 2,100 parameters
            foreach (var x in await Facilities.AsNoTracking().Where(x => some.Contains(x.Code) && x.Latest)
                .Select(x => new { x.Code, x.TimeZone }).ToListAsync(ct))
                zones[x.Code] = x.TimeZone;
        return zones;
    }
}
