using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Supply.Indicators.Domain;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Indicators.Persistence;

public sealed class IndicatorsDb(DbContextOptions<IndicatorsDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "indicators";

    public DbSet<FactLogRow> Log => Set<FactLogRow>();
    public DbSet<IncomingFact> Incoming => Set<IncomingFact>();
    public DbSet<LogHead> LogHeads => Set<LogHead>();
    public DbSet<DocumentFact> Documents => Set<DocumentFact>();
    public DbSet<OrderClave> OrderClaves => Set<OrderClave>();
    public DbSet<FacilityVersionRow> FacilityVersions => Set<FacilityVersionRow>();
    public DbSet<ProductRow> Products => Set<ProductRow>();
    public DbSet<PendingReference> Pending => Set<PendingReference>();
    public DbSet<Figure> Figures => Set<Figure>();
    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<ClosedPeriod> Closed => Set<ClosedPeriod>();
    public DbSet<Rollover> Rollovers => Set<Rollover>();
    public DbSet<FacilityCodeRow> FacilityCodes => Set<FacilityCodeRow>();
    public DbSet<UncountedItem> Uncounted => Set<UncountedItem>();
    public DbSet<ParkedFact> ParkedFacts => Set<ParkedFact>();
    public DbSet<TargetRow> Targets => Set<TargetRow>();
    public DbSet<StockPair> StockPairs => Set<StockPair>();
    public DbSet<StockMonth> StockMonths => Set<StockMonth>();
    public DbSet<StockMonthDue> StockDue => Set<StockMonthDue>();
    public DbSet<StockStatement> StockStatements => Set<StockStatement>();
    public DbSet<StockRollover> StockRollovers => Set<StockRollover>();

    /// <summary>With each message that is parked, what figures may lack because of it.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var today = Zones.DateAt(Origin.Clock.GetUtcNow(), Zones.Default);
        foreach (var parked in Added<ParkedMessage>())
            if (!Added<ParkedFact>().Exists(x => (x.MessageId, x.Handler) == (parked.MessageId, parked.Handler)))
                ParkedFacts.Add(ParkedFact.Of(parked, today));
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    // What was added is known without looking for changes, which every handler would pay for.
    private List<T> Added<T>() where T : class
    {
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        List<T> added = [.. ChangeTracker.Entries<T>().Where(x => x.State == EntityState.Added).Select(x => x.Entity)];
        ChangeTracker.AutoDetectChangesEnabled = detects;
        return added;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Counts>().HaveConversion<CountsJson>();
        configurationBuilder.Properties<PartCounts>().HaveConversion<PartsJson>();
    }

    protected override void Tables(ModelBuilder model)
    {
        model.Entity<FactLogRow>(x =>
        {
            x.ToTable("fact_log").HasKey(row => row.Sequence);
            x.Property(row => row.Kind).HasMaxLength(20);
            x.Property(row => row.DocumentId).HasMaxLength(40);
            x.HasIndex(row => new { row.Kind, row.DocumentId, row.Version }).IsUnique();
            x.HasIndex(row => new { row.LocalDate, row.Kind, row.Sequence });
            x.HasIndex(row => new { row.Facility, row.LocalDate });
            x.HasIndex(row => new { row.Kind, row.Facility });
        });
        model.Entity<IncomingFact>(x =>
        {
            x.ToTable("incoming_facts").HasIndex(row => new { row.Kind, row.DocumentId, row.Version }).IsUnique();
            x.HasIndex(row => row.LocalDate);
        });
        model.Entity<LogHead>().ToTable("log_head").HasData(new LogHead { Id = 1 });
        model.Entity<DocumentFact>(x =>
        {
            x.ToTable("document_facts").HasKey(row => new { row.Kind, row.DocumentId });
            x.Property(row => row.Kind).HasMaxLength(20);
            x.Property(row => row.DocumentId).HasMaxLength(40);
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => new { row.StatedFacility, row.Kind, row.DocumentId });
            x.HasIndex(row => new { row.Facility, row.Kind, row.DocumentId });
            x.HasIndex(row => new { row.Kind, row.Facility, row.LocalDate });
            x.HasIndex(row => new { row.Kind, row.State, row.LocalDate });
            x.HasIndex(row => new { row.Kind, row.LocalDate });
        });
        model.Entity<OrderClave>().ToTable("order_claves").HasKey(x => new { x.Clave, x.DocumentId });
        model.Entity<FacilityVersionRow>(x =>
        {
            x.ToTable("places").HasKey(row => new { row.Code, row.Version });
            x.HasIndex(row => row.State);
        });
        model.Entity<ProductRow>().ToTable("products").HasKey(x => x.Clave);
        model.Entity<PendingReference>(x =>
        {
            x.ToTable("pending_references").HasKey(row => new { row.Kind, row.Code });
            x.Property(row => row.Changes).IsConcurrencyToken();
        });
        model.Entity<Figure>(x =>
        {
            x.ToTable("figures").HasKey(row => new { row.Family, row.Level, row.Code, row.Period });
            x.Property(row => row.Period).HasMaxLength(10);
            x.Property(row => row.Revision).IsConcurrencyToken();
            x.Ignore(row => row.Group).Ignore(row => row.Coverage);
            x.HasIndex(row => new { row.Family, row.Level, row.Period, row.State });
            x.HasIndex(row => new { row.Final, row.EndsOn });
            x.HasIndex(row => new { row.Level, row.Code, row.Period });
        });
        model.Entity<Publication>(x =>
        {
            x.ToTable("publications").Ignore(row => row.Group).Ignore(row => row.Coverage);
            x.Property(row => row.Period).HasMaxLength(10);
            x.HasIndex(row => new { row.Family, row.Level, row.Code, row.Period, row.Version }).IsUnique();
            x.HasIndex(row => new { row.Family, row.Level, row.Period, row.State });
            x.HasIndex(row => new { row.Period, row.Family, row.Position });
        });
        model.Entity<ClosedPeriod>().ToTable("closed_periods").HasKey(x => x.Period);
        model.Entity<Rollover>().ToTable("rollover");
        model.Entity<FacilityCodeRow>().ToTable("facility_codes").HasKey(x => x.Stated);
        model.Entity<ParkedFact>(x =>
        {
            x.ToTable("parked_facts").HasKey(row => new { row.MessageId, row.Handler });
            x.HasIndex(row => new { row.Kind, row.State });
        });
        model.Entity<TargetRow>(x =>
        {
            x.ToTable("targets").HasKey(row => new { row.Indicator, row.Year });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<StockPair>().ToTable("stock_pairs").HasKey(x => new { x.Facility, x.Clave });
        model.Entity<StockMonth>().ToTable("stock_months").HasKey(x => new { x.Facility, x.Clave, x.Month });
        model.Entity<StockMonthDue>().ToTable("stock_due").HasIndex(x => x.Facility);
        model.Entity<StockStatement>(x =>
        {
            x.ToTable("stock_statements").HasKey(row => new { row.Facility, row.Month });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<StockRollover>().ToTable("stock_rollover");
        model.Entity<UncountedItem>().ToTable("uncounted").HasKey(x => new { x.Kind, x.Item });
    }

    private sealed class PartsJson() : ValueConverter<PartCounts, byte[]>(parts => MessageJson.Write(parts.Named),
        json => PartCounts.FromNamed(MessageJson.Read<Dictionary<string, Dictionary<string, long>>>(json)));

    private sealed class CountsJson() : ValueConverter<Counts, byte[]>(
        counts => MessageJson.Write(counts.Named), json => Counts.FromNamed(MessageJson.Read<Dictionary<string, long>>(json)));
}
