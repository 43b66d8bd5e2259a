using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Persistence;

public sealed class PlanningDb(DbContextOptions<PlanningDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "planning";

    public DbSet<CountedDocument> Documents => Set<CountedDocument>();
    public DbSet<CountedReport> Reports => Set<CountedReport>();
    public DbSet<FacilityMonth> FacilityMonths => Set<FacilityMonth>();
    public DbSet<PairMonth> PairMonths => Set<PairMonth>();
    public DbSet<StockMonth> StockMonths => Set<StockMonth>();
    public DbSet<StockPosition> StockPositions => Set<StockPosition>();
    public DbSet<CpmRun> CpmRuns => Set<CpmRun>();
    public DbSet<CpmValue> CpmValues => Set<CpmValue>();
    public DbSet<CpmSetAside> CpmSetAside => Set<CpmSetAside>();
    public DbSet<FromDemandApproval> FromDemandApprovals => Set<FromDemandApproval>();
    public DbSet<DemandEdition> Editions => Set<DemandEdition>();
    public DbSet<DemandRequest> Requests => Set<DemandRequest>();
    public DbSet<DemandLine> Lines => Set<DemandLine>();

    /// <summary>The newest edition of the period, tracked; one that is being opened counts.</summary>
    public Task<DemandEdition?> Newest(string period, CancellationToken ct) =>
        Editions.Where(x => x.Period == period).OrderByDescending(x => x.Edition).FirstOrDefaultAsync(ct);

    protected override void Tables(ModelBuilder model)
    {
        Facts(model);
        model.Entity<CpmRun>(x =>
        {
            x.ToTable("cpm_runs").HasKey(row => row.Id);
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => row.Number).IsUnique();
            x.HasIndex(row => new { row.AsOf, row.Window }).IsUnique().HasFilter("finished_at IS NULL");
            x.HasIndex(row => new { row.AsOf, row.Window }, "IX_cpm_runs_official").IsUnique().HasFilter("official_at IS NOT NULL");
            x.Ignore(row => row.Standing);
        });
        model.Entity<CpmValue>(x =>
        {
            x.ToTable("cpm_values").HasKey(row => new { row.Run, row.Level, row.Code, row.Clave });
            x.HasIndex(row => new { row.Run, row.Level, row.Clave, row.Code });
        });
        model.Entity<CpmSetAside>().ToTable("cpm_set_aside").HasKey(x => new { x.Run, x.Facility });
        model.Entity<FromDemandApproval>(x =>
        {
            x.ToTable("from_demand_approvals").HasKey(row => new { row.Facility, row.AsOf, row.Clave });
            x.HasIndex(row => new { row.CurrentFacility, row.AsOf });
        });
        model.Entity<DemandEdition>(x =>
        {
            x.ToTable("demand_editions").HasKey(row => new { row.Period, row.Edition });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<DemandRequest>(x =>
        {
            x.ToTable("demand_requests").HasKey(row => new { row.Period, row.Edition, row.Buyer });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<DemandLine>(x =>
        {
            x.ToTable("demand_lines", t => t.HasCheckConstraint("ck_demand_lines_min", "min >= 0 AND min <= consolidated"))
                .HasKey(row => new { row.Period, row.Edition, row.Buyer, row.Clave });
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => new { row.Period, row.Edition, row.Clave, row.Buyer });
        });
    }

    private static void Facts(ModelBuilder model)
    {
        model.Entity<CountedDocument>(x =>
        {
            x.ToTable("counted_documents").HasKey(row => row.Id);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<CountedReport>(x =>
        {
            x.ToTable("counted_reports").HasKey(row => new { row.Facility, row.Day });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<FacilityMonth>(x =>
        {
            x.ToTable("facility_months", t => t.HasCheckConstraint("ck_facility_months", "prescriptions >= 0 AND statements >= 0"))
                .HasKey(row => new { row.Facility, row.Month });
            x.HasIndex(row => new { row.CurrentFacility, row.Month });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<PairMonth>(x =>
        {
            x.ToTable("pair_months", t => t.HasCheckConstraint("ck_pair_months", "dispensed >= 0 AND prescribed >= 0 AND documents > 0"))
                .HasKey(row => new { row.Facility, row.Clave, row.Month });
            x.HasIndex(row => new { row.CurrentFacility, row.Month });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<StockMonth>(x =>
        {
            x.ToTable("stock_months").HasKey(row => new { row.Facility, row.Clave, row.Month });
            x.HasIndex(row => new { row.CurrentFacility, row.Month });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<StockPosition>(x =>
        {
            x.ToTable("stock_positions").HasKey(row => new { row.Facility, row.Clave });
            x.HasIndex(row => new { row.CurrentFacility, row.Clave });
            x.HasIndex(row => row.Clave);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
