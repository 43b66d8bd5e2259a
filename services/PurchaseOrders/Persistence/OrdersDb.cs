using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.PurchaseOrders.Persistence;

public sealed class OrdersDb(DbContextOptions<OrdersDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "orders";

    public DbSet<Award> Awards => Set<Award>();
    public DbSet<AwardBuyer> AwardBuyers => Set<AwardBuyer>();
    public DbSet<AwardAmendment> AwardAmendments => Set<AwardAmendment>();
    public DbSet<SupplyOrder> Orders => Set<SupplyOrder>();
    public DbSet<OrderLine> Lines => Set<OrderLine>();
    public DbSet<OrderStep> Steps => Set<OrderStep>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<LotRecall> Recalls => Set<LotRecall>();
    public DbSet<HeldBackLot> HeldBackLots => Set<HeldBackLot>();
    public DbSet<ApprovedPeriod> ApprovedPeriods => Set<ApprovedPeriod>();
    public DbSet<MonthlyDemand> MonthlyDemands => Set<MonthlyDemand>();
    public DbSet<Position> Positions => Set<Position>();

    protected override void Tables(ModelBuilder model)
    {
        model.MapNumberSeries();
        model.Entity<Award>(x =>
        {
            x.ToTable("awards").HasIndex(row => new { row.Clave, row.ValidTo, row.Id });
            x.HasIndex(row => new { row.Supplier, row.ValidTo, row.Id });
            x.HasIndex(row => new { row.ValidTo, row.Id });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<AwardAmendment>().ToTable("award_amendments").HasIndex(x => new { x.AwardId, x.Version }).IsUnique();
        model.Entity<AwardBuyer>(x =>
        {
            x.HasKey(row => new { row.AwardId, row.Buyer });
            x.HasIndex(row => row.Buyer);
            x.ToTable("award_buyers", table => table.HasCheckConstraint("ck_award_buyers_committed",
                "min_pieces >= 0 AND min_pieces <= max_pieces AND committed >= 0 AND committed <= max_pieces"));
        });
        model.Entity<SupplyOrder>(x =>
        {
            x.ToTable("supply_orders");
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => new { row.State, row.Open, row.PriorityKey });
            x.HasIndex(row => new { row.Open, row.PriorityKey });
            x.HasIndex(row => new { row.State, row.Status, row.IssueKey });
            x.HasIndex(row => row.IssueKey);
            x.HasIndex(row => new { row.State, row.IssueKey });
            x.HasIndex(row => new { row.Status, row.IssueKey });
            x.HasIndex(row => new { row.Destination, row.IssueKey });
            x.HasIndex(row => new { row.SourceId, row.IssueKey });
            x.HasIndex(row => row.StatedDestination);
            x.HasIndex(row => row.StatedSource);
            x.HasIndex(row => new { row.Destination, row.Open });
            x.HasIndex(row => new { row.Buyer, row.Open });
            x.HasIndex(row => new { row.Open, row.IssueKey });
            x.HasIndex(row => new { row.State, row.Open, row.IssueKey });
            x.HasIndex(row => new { row.SourceId, row.Open, row.PriorityKey });
            x.HasIndex(row => row.Number).IsUnique().HasFilter("number IS NOT NULL");
        });
        model.Entity<OrderLine>(x =>
        {
            x.HasKey(row => new { row.OrderId, row.Line });
            x.HasIndex(row => new { row.OrderId, row.Clave }).IsUnique();
            x.HasIndex(row => row.Award);
            x.HasIndex(row => new { row.Clave, row.PriorityKey });
            x.HasIndex(row => row.PriorityKey);
            x.Ignore(row => row.Quantities);
            x.ToTable("supply_order_lines", table => table.HasCheckConstraint("ck_supply_order_lines_sums",
                "ordered > 0 AND good >= 0 AND in_transit >= 0 AND short >= 0 AND cancelled >= 0 "
                + "AND good + in_transit + short + cancelled <= ordered"));
        });
        model.Entity<OrderStep>().ToTable("supply_order_steps").HasKey(x => new { x.OrderId, x.Version });
        model.Entity<OrderTurn>().ToTable("supply_order_turns").HasKey(x => x.OrderId);
        model.Entity<Delivery>(x =>
        {
            x.ToTable("deliveries").HasKey(row => new { row.Kind, row.Id });
            x.HasIndex(row => row.OrderId);
            x.HasIndex(row => row.StatedPlace);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<LotRecall>(x =>
        {
            x.ToTable("lot_recalls").HasIndex(row => new { row.Clave, row.Lot });
            x.HasIndex(row => row.Following);
            x.Ignore(row => row.Period);
        });
        model.Entity<HeldBackLot>(x =>
        {
            x.ToTable("held_back_lots").HasKey(row => new { row.Kind, row.DeliveryId, row.Clave, row.Lot });
            x.HasIndex(row => new { row.Clave, row.Lot, row.OrderId });
        });
        model.Entity<ApprovedPeriod>(x =>
        {
            x.ToTable("approved_periods").HasKey(row => new { row.Period, row.Buyer });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<MonthlyDemand>(x =>
        {
            x.ToTable("approved_cpms").HasKey(row => new { row.Period, row.Buyer, row.Clave });
            x.HasIndex(row => new { row.Buyer, row.Clave });
        });
        model.Entity<Position>(x =>
        {
            x.ToTable("positions").HasKey(row => new { row.Facility, row.Clave });
            x.HasIndex(row => new { row.CurrentFacility, row.Clave });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
