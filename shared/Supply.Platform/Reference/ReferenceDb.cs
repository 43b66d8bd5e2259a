using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <summary>A service's own copy of the catalogue. It may be behind; nothing that people record waits for it.</summary>
public abstract class ReferenceDb(DbContextOptions options, Origin origin) : SupplyDb(options, origin)
{
    public DbSet<KnownItem> Items => Set<KnownItem>();
    public DbSet<KnownFacility> Facilities => Set<KnownFacility>();
    public DbSet<KnownPredecessor> Predecessors => Set<KnownPredecessor>();
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
        });
        modelBuilder.Entity<KnownPredecessor>().ToTable("known_predecessors").HasKey(x => x.Code);
        modelBuilder.Entity<KnownBuyer>().ToTable("known_buyers").HasKey(x => x.Code);
        modelBuilder.Entity<KnownFormulary>().ToTable("known_formularies").HasKey(x => x.UnitType);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>The code that the establishment has now: itself, or the successor of a predecessor code. Unknown codes are returned as they are.</summary>
    public async Task<FacilityCode> Resolve(FacilityCode code, CancellationToken ct) =>
        await Predecessors.AsNoTracking().Where(x => x.Code == code.Value).Select(x => x.Current).SingleOrDefaultAsync(ct) is { } current
            ? FacilityCode.Stored(current)
            : code;

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
        await Facilities.AsNoTracking().Where(x => x.Code == code.Value && x.Latest).Select(x => x.TimeZone).SingleOrDefaultAsync(ct) ?? Zones.Of(code.State.Code);
}

public sealed class KnownItem
{
    [MaxLength(15)] public required string Clave { get; init; }
    public int Version { get; set; }
    [MaxLength(10000)] public string Description { get; set; } = "";
    [MaxLength(20)] public string ProductClass { get; set; } = "";
    [MaxLength(1)] public string? Ven { get; set; }
    public bool Active { get; set; }
    public bool Controlled { get; set; }
    public bool ColdChain { get; set; }
}

/// <summary>One version of a facility; a fact uses the version valid on its date.</summary>
public sealed class KnownFacility
{
    [MaxLength(11)] public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>No later version is known.</summary>
    public bool Latest { get; set; }

    public required DateOnly ValidFrom { get; init; }
    public required string Name { get; init; }
    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(20)] public required string Kind { get; init; }
    [MaxLength(40)] public required string TimeZone { get; init; }
    public string? Municipality { get; init; }
    public int? CareLevel { get; init; }
    public string? UnitType { get; init; }
    public bool? Rural { get; init; }
    public decimal? Latitude { get; init; }
    public decimal? Longitude { get; init; }
    public DateOnly? OpensOn { get; init; }
    public DateOnly? ClosesOn { get; init; }
    public string? Buyer { get; init; }

    public bool IsWarehouse => Kind is "stateWarehouse" or "centralWarehouse";

    public bool IsOpen(DateOnly on) => (OpensOn is null || OpensOn <= on) && (ClosesOn is null || on <= ClosesOn);
}

public sealed class KnownPredecessor
{
    [MaxLength(11)] public required string Code { get; init; }
    [MaxLength(11)] public required string Current { get; set; }
}

public sealed class KnownBuyer
{
    public required string Code { get; init; }
    public int Version { get; set; }
    public string Name { get; set; } = "";
    [MaxLength(10)] public string Kind { get; set; } = "";
    [MaxLength(2)] public string State { get; set; } = "";

    /// <summary>JSON array of other spellings.</summary>
    public byte[] Aliases { get; set; } = [];
}

public sealed class KnownFormulary
{
    public required string UnitType { get; init; }
    public int Version { get; set; }

    /// <summary>JSON array of claves.</summary>
    public byte[] Claves { get; set; } = [];
}

/// <summary>Keeps the local copy of the catalogue at the newest version that has arrived.</summary>
public sealed class KeepItem<TDb>(TDb db) : IHandle<ItemPublished> where TDb : ReferenceDb
{
    public async Task Handle(ItemPublished message, CancellationToken ct)
    {
        await db.TakeTurn("item " + message.Clave, ct);
        var known = await db.Items.SingleOrDefaultAsync(x => x.Clave == message.Clave, ct);
        if (known is null)
            db.Items.Add(known = new KnownItem { Clave = message.Clave });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.Description, known.ProductClass, known.Ven) = (message.Version, message.Description, message.ProductClass, message.Ven);
        (known.Active, known.Controlled, known.ColdChain) = (message.Active, message.Controlled, message.ColdChain);
    }
}

/// <inheritdoc cref="KeepItem{TDb}"/>
public sealed class KeepFacility<TDb>(TDb db) : IHandle<FacilityPublished> where TDb : ReferenceDb
{
    public async Task Handle(FacilityPublished message, CancellationToken ct)
    {
        await db.TakeTurn("facility " + message.Code, ct);
        var versions = await db.Facilities.Where(x => x.Code == message.Code).ToListAsync(ct);
        if (versions.Any(x => x.Version == message.Version))
            return;
        versions.Add(db.Facilities.Add(new KnownFacility
        {
            Code = message.Code, Version = message.Version, ValidFrom = message.ValidFrom, Name = message.Name, State = message.State, Kind = message.Kind,
            TimeZone = message.TimeZone, Municipality = message.Municipality, CareLevel = message.CareLevel, UnitType = message.UnitType, Rural = message.Rural,
            Latitude = message.Latitude, Longitude = message.Longitude, OpensOn = message.OpensOn, ClosesOn = message.ClosesOn, Buyer = message.Buyer,
        }).Entity);
        var latest = versions.Max(x => x.Version);
        foreach (var version in versions)
            version.Latest = version.Version == latest;
        if (latest != message.Version)
            return;
        foreach (var code in message.Predecessors ?? [])
        {
            if (await db.Predecessors.SingleOrDefaultAsync(x => x.Code == code, ct) is { } known)
                known.Current = message.Code;
            else
                db.Predecessors.Add(new KnownPredecessor { Code = code, Current = message.Code });
        }
    }
}

/// <inheritdoc cref="KeepItem{TDb}"/>
public sealed class KeepBuyer<TDb>(TDb db) : IHandle<BuyerPublished> where TDb : ReferenceDb
{
    public async Task Handle(BuyerPublished message, CancellationToken ct)
    {
        await db.TakeTurn("buyer " + message.Code, ct);
        var known = await db.Buyers.SingleOrDefaultAsync(x => x.Code == message.Code, ct);
        if (known is null)
            db.Buyers.Add(known = new KnownBuyer { Code = message.Code });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.Name, known.Kind, known.State) = (message.Version, message.Name, message.Kind, message.State);
        known.Aliases = MessageJson.Write(message.Aliases ?? []);
    }
}

/// <inheritdoc cref="KeepItem{TDb}"/>
public sealed class KeepFormulary<TDb>(TDb db) : IHandle<FormularyPublished> where TDb : ReferenceDb
{
    public async Task Handle(FormularyPublished message, CancellationToken ct)
    {
        await db.TakeTurn("formulary " + message.UnitType, ct);
        var known = await db.Formularies.SingleOrDefaultAsync(x => x.UnitType == message.UnitType, ct);
        if (known is null)
            db.Formularies.Add(known = new KnownFormulary { UnitType = message.UnitType });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.Claves) = (message.Version, MessageJson.Write(message.Claves));
    }
}
