using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Persistence;

public sealed class InventoryDb(DbContextOptions<InventoryDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "inventory";

    public DbSet<StockPair> Pairs => Set<StockPair>();
    public DbSet<Balance> Balances => Set<Balance>();
    public DbSet<Movement> Movements => Set<Movement>();
    public DbSet<StockFact> Facts => Set<StockFact>();
    public DbSet<PairCheckpoint> Checkpoints => Set<PairCheckpoint>();
    public DbSet<Shipment> Shipments => Set<Shipment>();
    public DbSet<Reception> Receptions => Set<Reception>();
    public DbSet<ShipmentLot> ShipmentLots => Set<ShipmentLot>();
    public DbSet<PostedPrescription> Prescriptions => Set<PostedPrescription>();
    public DbSet<StockDocument> Documents => Set<StockDocument>();
    public DbSet<ConservationCheck> ConservationChecks => Set<ConservationCheck>();
    public DbSet<Recall> Recalls => Set<Recall>();
    public DbSet<KnownOrder> Orders => Set<KnownOrder>();
    public DbSet<StockOutMonth> StockOutMonths => Set<StockOutMonth>();

    /// <summary>The shipment with its lots and receptions, to be changed.</summary>
    public Task<Shipment?> Shipment(Guid id, CancellationToken ct) =>
        Shipments.Include(x => x.Lots).Include(x => x.Receptions).SingleOrDefaultAsync(x => x.Id == id, ct);

    /// <summary>Recalls of these claves that hold at the facility.</summary>
    public async Task<ActiveRecalls> RecallsAt(FacilityCode facility, IEnumerable<string> claves, CancellationToken ct) =>
        (await RecallsOf(claves, ct))(facility);

    /// <summary>Recalls of these claves that hold at any facility that is asked for.</summary>
    public async Task<Func<FacilityCode, ActiveRecalls>> RecallsOf(IEnumerable<string> claves, CancellationToken ct)
    {
        var asked = claves.Distinct().ToList();
        var active = await Recalls.AsNoTracking().Where(x => asked.Contains(x.Clave) && x.LiftedAt == null)
            .Select(x => new
            {
                Recall = x,
                Scope = Predecessors.Where(p => p.Code == (x.StatedScope ?? x.Scope)).Max(p => p.Current),
            }).ToListAsync(ct);
        return facility => new(active.Select(x => (x.Recall, Stated: x.Recall.StatedScope ?? x.Recall.Scope, x.Scope))
            .Where(x => x.Recall.Scope is null || x.Recall.Scope == facility.State.Code
                || x.Stated == facility.Value || x.Scope == facility.Value)
            .Select(x => x.Recall));
    }

    protected override void Tables(ModelBuilder model)
    {
        model.MapFundingSources();
        model.MapLocations();
        model.MapNumberSeries();
        Stock(model);
        model.Entity<KnownOrder>().ToTable("known_orders");
        model.Entity<Shipment>(x =>
        {
            x.ToTable("shipments").Ignore(row => row.IsUnderWay)
                .Ignore(row => row.StatedSender).Ignore(row => row.StatedReceiver);
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => new { row.StatedFrom, row.From });
            x.HasIndex(row => new { row.StatedTo, row.To });
            x.HasIndex(row => row.Number);
            x.HasIndex(row => new { row.RecordedAt, row.Id });
            x.HasIndex(row => new { row.Status, row.RecordedAt, row.Id });
            x.HasIndex(row => new { row.State, row.RecordedAt, row.Id });
            x.HasIndex(row => new { row.ToState, row.RecordedAt, row.Id });
            x.HasIndex(row => new { row.From, row.RecordedAt, row.Id });
            x.HasIndex(row => new { row.To, row.RecordedAt, row.Id });
            x.HasMany(row => row.Lots).WithOne().HasForeignKey(row => row.Shipment).OnDelete(DeleteBehavior.Restrict);
            x.HasMany(row => row.Receptions).WithOne().HasForeignKey(row => row.Shipment).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ShipmentLot>(x =>
        {
            x.ToTable("shipment_lots", t => t.HasCheckConstraint(
                "ck_shipment_lots_close",
                "shipped + surplus = good + damaged + in_transit + resolved AND in_transit >= 0 AND resolved >= 0 AND surplus >= 0"))
                .HasKey(row => new { row.Shipment, row.Line });
            x.HasIndex(row => row.Surplus);
            x.HasIndex(row => row.Resolved);
            x.Ignore(row => row.Holding);
        });
        model.Entity<ConservationCheck>().ToTable("conservation_checks").HasIndex(x => x.AsOf);
        model.Entity<Reception>(x =>
        {
            x.ToTable("receptions").HasIndex(row => row.Shipment);
            x.Ignore(row => row.Lines);
        });
        model.Entity<PostedPrescription>(x =>
        {
            x.ToTable("posted_prescriptions");
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<StockDocument>(x =>
        {
            x.ToTable("stock_documents").HasKey(row => new { row.Id, row.Kind });
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => new { row.StatedFacility, row.Facility });
            x.HasIndex(row => row.Number);
            x.HasIndex(row => new { row.Kind, row.RecordedAt, row.Id });
            x.HasIndex(row => new { row.Kind, row.State, row.RecordedAt, row.Id });
            x.HasIndex(row => new { row.Kind, row.Facility, row.RecordedAt, row.Id });
        });
        model.Entity<Recall>(x =>
        {
            x.ToTable("recalls").HasIndex(row => new { row.Clave, row.Lot });
            x.HasIndex(row => new { row.RecalledAt, row.Id });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<StockOutMonth>(x =>
        {
            x.ToTable("stock_out_months").HasKey(row => new { row.Facility, row.Clave, row.Month });
            x.Ignore(row => row.Told);
        });
    }

    private static void Stock(ModelBuilder model)
    {
        model.Entity<StockPair>(x =>
        {
            x.ToTable("stock_pairs", t => t.HasCheckConstraint("ck_stock_pairs_not_negative", "discrepancy >= 0 AND in_transit >= 0"))
                .HasKey(row => new { row.Facility, row.Clave });
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => row.PositionDueSince);
            x.HasIndex(row => new { row.State, row.Facility, row.Clave });
            x.HasIndex(row => new { row.State, row.Clave });
            x.HasIndex(row => row.Clave);
            x.HasIndex(row => row.DirtySince);
            x.HasIndex(row => row.CheckOn);
        });
        model.Entity<Balance>(x =>
        {
            x.ToTable("balances", t => t.HasCheckConstraint(
                "ck_balances_close", "on_hand >= 0 AND reserved >= 0 AND reserved <= on_hand AND promised >= reserved"))
                .HasKey(row => new { row.Facility, row.Clave, row.Number });
            x.HasIndex(row => new { row.Facility, row.Clave, row.Location, row.Lot, row.ExpiresOn, row.FundingSource, row.Condition })
                .IsUnique()
                .HasDatabaseName("ux_balances_holding"); // PostgreSQL keeps 63 characters of a name
            x.HasIndex(row => new { row.Clave, row.Lot });
            x.HasIndex(row => new { row.State, row.Facility, row.Clave, row.Number });
            x.HasIndex(row => new { row.State, row.Clave });
            x.Ignore(row => row.Holding);
        });
        model.Entity<Movement>(x =>
        {
            x.ToTable("movements").HasIndex(row => new { row.Facility, row.Clave, row.Number }).IsUnique();
            x.HasIndex(row => new { row.Facility, row.Clave, row.Balance });
            x.HasIndex(row => row.DocumentId);
            x.HasIndex(row => new { row.Lot, row.Facility, row.Clave, row.Number });
            x.HasIndex(row => new { row.NamedLot, row.Facility, row.Clave, row.Number });
            x.HasIndex(row => new { row.State, row.Facility, row.Clave, row.Number });
            x.Ignore(row => row.Holding);
        });
        model.Entity<PairCheckpoint>().ToTable("pair_checkpoints").HasIndex(x => new { x.Facility, x.Clave, x.At }).IsUnique();
        model.Entity<StockFact>(x =>
        {
            x.ToTable("stock_facts", t => t.HasCheckConstraint("ck_stock_facts_quantity", "quantity >= 0"));
            x.HasIndex(row => new { row.Facility, row.Clave, row.OccurredAt });
            x.HasIndex(row => new { row.DocumentId, row.Document, row.PartOf, row.Line, row.Part }).IsUnique();
            x.HasIndex(row => new { row.StatedFacility, row.Facility });
            x.Property(row => row.Facility).HasMaxLength(11).IsConcurrencyToken(); // whoever removes a fact knows in which pair it is
            x.Property(row => row.StatedFacility).HasMaxLength(11);
            x.Property(row => row.Clave).HasMaxLength(15);
            x.Property(row => row.Lot).HasMaxLength(40);
            x.Ignore(row => row.Holding).Ignore(row => row.MakesStockKnown).Ignore(row => row.NamesFundingSource)
                .Ignore(row => row.Brings).Ignore(row => row.DocumentLine);
        });
    }
}
