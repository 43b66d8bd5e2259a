using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Inventory.Features.Adjustments;
using Supply.Inventory.Features.CodeChanges;
using Supply.Inventory.Features.Counts;
using Supply.Inventory.Features.Feeds;
using Supply.Inventory.Features.Lists;
using Supply.Inventory.Features.Orders;
using Supply.Inventory.Features.Prescriptions;
using Supply.Inventory.Features.Recalls;
using Supply.Inventory.Features.Receipts;
using Supply.Inventory.Features.Shipments;
using Supply.Inventory.Features.Stock;
using Supply.Inventory.Features.Transfers;
using Supply.Inventory.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Operations;
using Supply.Platform.Reference;
using Supply.Platform.Telemetry;

namespace Supply.Inventory;

/// <summary>Lots, balances, the movement ledger, shipments and counts.</summary>
public sealed class InventoryService() : SupplyService<InventoryDb>("inventory")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapPutReceipt();        // PUT  /receipts/{id}: warehouse, pharmacy
        api.MapListReceipts();      // GET  /receipts: warehouse, pharmacy, state, central, auditor
        api.MapGetReceipt();        // GET  /receipts/{id}: warehouse, pharmacy, state, central, auditor
        api.MapReverseReceipt();    // PUT  /receipts/{id}/reversal: warehouse, pharmacy

        api.MapPutShipment();       // PUT  /shipments/{id}: warehouse, pharmacy
        api.MapListShipments();     // GET  /shipments: warehouse, pharmacy, state, central, auditor
        api.MapGetShipment();       // GET  /shipments/{id}: warehouse, pharmacy, state, central, auditor
        api.MapDispatchShipment();  // POST /shipments/{id}/dispatch: warehouse, pharmacy
        api.MapCancelShipment();    // POST /shipments/{id}/cancel: warehouse, pharmacy
        api.MapPutReception();      // PUT  /shipments/{id}/receptions/{reception}: warehouse, pharmacy
        api.MapGetReception();      // GET  /shipments/{id}/receptions/{reception}: warehouse, pharmacy, state, central, auditor
        api.MapReverseReception();  // PUT  /shipments/{id}/receptions/{reception}/reversal: warehouse, pharmacy
        api.MapPutResolution();     // PUT  /shipments/{id}/resolutions/{resolution}: warehouse, pharmacy, state, central
        api.MapGetResolution();     // GET  /shipments/{id}/resolutions/{resolution}: warehouse, pharmacy, state, central, auditor
        api.MapReverseResolution(); // PUT  /shipments/{id}/resolutions/{resolution}/reversal: warehouse, pharmacy, state, central

        api.MapPutCount();          // PUT  /counts/{id}: warehouse, pharmacy
        api.MapListCounts();        // GET  /counts: warehouse, pharmacy, state, central, auditor
        api.MapGetCount();          // GET  /counts/{id}: warehouse, pharmacy, state, central, auditor
        api.MapReverseCount();      // PUT  /counts/{id}/reversal: warehouse, pharmacy

        api.MapPutAdjustment();     // PUT  /adjustments/{id}: warehouse, pharmacy
        api.MapListAdjustments();   // GET  /adjustments: warehouse, pharmacy, state, central, auditor
        api.MapGetAdjustment();     // GET  /adjustments/{id}: warehouse, pharmacy, state, central, auditor
        api.MapReverseAdjustment(); // PUT  /adjustments/{id}/reversal: warehouse, pharmacy

        api.MapPutTransfer();       // PUT  /transfers/{id}: warehouse, pharmacy, central
        api.MapListTransfers();     // GET  /transfers: warehouse, pharmacy, state, central, auditor
        api.MapGetTransfer();       // GET  /transfers/{id}: warehouse, pharmacy, state, central, auditor
        api.MapReverseTransfer();   // PUT  /transfers/{id}/reversal: warehouse, pharmacy, central

        api.MapPutRecall();         // PUT  /recalls/{id}: central, state, warehouse
        api.MapListRecalls();       // GET  /recalls: warehouse, pharmacy, state, central, auditor
        api.MapListRecalledStock(); // GET  /recalls/{id}/facilities: warehouse, pharmacy, state, central, auditor
        api.MapGetRecall();         // GET  /recalls/{id}: warehouse, pharmacy, state, central, auditor
        api.MapLiftRecall();        // PUT  /recalls/{id}/reversal: central, state, warehouse

        api.MapListStock();         // GET  /stock: warehouse, pharmacy, state, central, auditor, dashboard
        api.MapListStockSummary();  // GET  /stock/summary: warehouse, pharmacy, state, central, auditor, dashboard
        api.MapListExpiry();        // GET  /stock/expiry: warehouse, pharmacy, state, central, auditor, dashboard
        api.MapListDiscrepancies(); // GET  /discrepancies: warehouse, pharmacy, state, central, auditor, dashboard
        api.MapListMovements();     // GET  /movements: warehouse, pharmacy, state, central, auditor
        api.MapGetConservation();   // GET  /conservation: central, state, auditor, dashboard, operator
    }

    protected override void Handlers(HandlerList<InventoryDb> on) => on
        .KeepFacilities()
        .KeepFundingSources()
        .KeepLocations()
        .On<SupplyOrderChanged, KeepOrder>("keep-supply-order")
        .On<PrescriptionChanged, PostPrescription>("post-prescription");

    protected override void CodeChanges(CodeChangeList<InventoryDb> on) => on
        .Follow<FollowStockFacts>()
        .Follow<FollowShipments>()
        .Rows(db => db.Documents, x => x.StatedFacility, x => x.Facility, x => x.State)
        .Rows(db => db.Recalls, x => x.StatedScope, x => x.Scope);

    protected override void Feeds(FeedList feeds) => feeds
        .Offer<StreamPositions>(Feed.Positions)
        .Offer<StreamStockOutDays>(Feed.StockOutDays);

    protected override void Fills(FillList<InventoryDb> fills) => fills
        .Take(Feed.Prescriptions, db => db.Prescriptions)
        .Take(Feed.SupplyOrders, db => db.Orders);

    protected override void Jobs(JobList<InventoryDb> jobs) => jobs
        .Every<FollowLists>("follow-lists", TimeSpan.FromSeconds(10))
        .Every<PublishPositions>("publish-positions", TimeSpan.FromSeconds(15))
        .Add<PublishStockOutDays>("publish-stock-out-days", "0 10 * * * ?", atStart: true)
        .Add<ContinueRecalls>("continue-recalls", "30 * * * * ?", atStart: true)
        .Add<CheckConservation>(CheckConservation.Name, "0 40 * * * ?")
        .Add<RecheckConservation>("recheck-conservation", "0 30 8 ? * SUN");

    protected override Task<IReadOnlyList<ToDoCount>> ToDo(InventoryDb db, Caller caller, CancellationToken ct) =>
        CountStockToDo.Of(db, caller, ct);

    protected override void Services(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(new FurtherReading<InventoryDb>(CheckConservation.LastFound));
}
