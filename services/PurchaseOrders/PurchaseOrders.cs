using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Inventory;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Operations;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;
using Supply.Platform.Feeds;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Awards;
using Supply.PurchaseOrders.Features.CodeChanges;
using Supply.PurchaseOrders.Features.Deliveries;
using Supply.PurchaseOrders.Features.Priorities;
using Supply.PurchaseOrders.Features.Feeds;
using Supply.PurchaseOrders.Features.Recalls;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders;

/// <summary>Awards and supply orders.</summary>
public sealed class PurchaseOrdersService() : SupplyService<OrdersDb>("orders")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapPutAward();           // PUT  /awards/{id}: central
        api.MapGetAward();           // GET  /awards/{id}: central, state, warehouse, auditor
        api.MapListAwards();         // GET  /awards: central, state, warehouse, auditor
        api.MapAmendAward();         // PUT  /awards/{id}/amendments/{amendment}: central
        api.MapIssueSupplyOrder();   // PUT  /supply-orders/{id}: state, central
        api.MapApproveSupplyOrder(); // POST /supply-orders/{id}/approve: state, central
        api.MapRejectSupplyOrder();  // POST /supply-orders/{id}/reject: state, central
        api.MapCancelSupplyOrder();  // POST /supply-orders/{id}/cancel: state, central
        api.MapCloseSupplyOrder();   // POST /supply-orders/{id}/close: state, central
        api.MapGetSupplyOrder();     // GET  /supply-orders/{id}: warehouse, pharmacy, state, central, auditor
        api.MapListLinesToSend();    // GET  /supply-orders/lines: warehouse, pharmacy, state, central, auditor
        api.MapSplitStock();         // GET  /supply-orders/split: warehouse, state, central
        api.MapListSupplyOrders();   // GET  /supply-orders: warehouse, pharmacy, state, central, auditor
    }

    protected override void Handlers(HandlerList<OrdersDb> on) => on
        .KeepItems()
        .KeepFacilities()
        .KeepBuyers()
        .KeepFormularies()
        .On<ShipmentChanged, ApplyShipment>("apply-shipment")
        .On<ReceiptRecorded, ApplyReceipt>("apply-receipt")
        .On<StockPositionChanged, KeepPosition>("keep-position")
        .On<DemandApproved, KeepMonthlyDemand>("keep-approved-demand")
        .On<LotRecalled, KeepRecall>("keep-recall");

    protected override void Feeds(FeedList feeds) => feeds.Offer<ReplayOrders>(Feed.SupplyOrders);

    protected override void Fills(FillList<OrdersDb> fills) => fills
        .Take(Feed.ApprovedDemand, db => db.ApprovedPeriods)
        .Take(Feed.Positions, db => db.Positions);

    protected override void CodeChanges(CodeChangeList<OrdersDb> on) => on
        .Follow<FollowDestinations>()
        .Rows(db => db.Orders.Where(x => x.SourceKind == OrderDraft.Warehouse), x => x.StatedSource, x => x.SourceId)
        .Follow<FollowDeliveries>()
        .Follow<FollowPositions>();

    protected override void Jobs(JobList<OrdersDb> jobs) => jobs
        .Every<PrioritiseOrders>("prioritise-orders", TimeSpan.FromSeconds(30))
        .Every<FollowBuyerNames>("follow-buyer-names", TimeSpan.FromMinutes(1))
        .Every<FollowLiftedRecalls>("follow-lifted-recalls", TimeSpan.FromSeconds(30))
        .Add<RefreshPriorities>("refresh-priorities", "0 30 8 * * ?");

    protected override Task<IReadOnlyList<ToDoCount>> ToDo(OrdersDb db, Caller caller, CancellationToken ct) =>
        CountOrdersToDo.Of(db, caller, db.Origin.Clock.Now(), ct);

    protected override void Services(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(new OrderRules(configuration.GetValue("Orders:CoverageMonths", OrderRules.Default)));
}
