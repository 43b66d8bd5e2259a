using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.Inventory.Features.Adjustments;
using Supply.Inventory.Features.CodeChanges;
using Supply.Inventory.Features.Counts;
using Supply.Inventory.Features.Prescriptions;
using Supply.Inventory.Features.Recalls;
using Supply.Inventory.Features.Receipts;
using Supply.Inventory.Features.Shipments;
using Supply.Inventory.Features.Stock;
using Supply.Inventory.Features.Feeds;
using Supply.Inventory.Features.Transfers;
using Supply.Inventory.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Hosting;
using Supply.Platform.Reference;
using Supply.Platform.Telemetry;

namespace Supply.Inventory;

/// <summary>Lots, balances, the movement ledger, shipments and counts.</summary>
public sealed class InventoryService() : SupplyService<InventoryDb>("inventory")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapPutReceipt();
        api.MapGetReceipt();
        api.MapReverseReceipt();
        api.MapPutShipment();
        api.MapGetShipment();
        api.MapDispatchShipment();
        api.MapCancelShipment();
        api.MapPutReception();
        api.MapGetReception();
        api.MapReverseReception();
        api.MapPutResolution();
        api.MapGetResolution();
        api.MapReverseResolution();
        api.MapPutCount();
        api.MapGetCount();
        api.MapReverseCount();
        api.MapPutAdjustment();
        api.MapGetAdjustment();
        api.MapReverseAdjustment();
        api.MapPutTransfer();
        api.MapGetTransfer();
        api.MapReverseTransfer();
        api.MapPutRecall();
        api.MapGetRecall();
        api.MapLiftRecall();
        api.MapListStock();
        api.MapListDiscrepancies();
        api.MapListMovements();
        api.MapGetConservation();
    }

    protected override void Handlers(HandlerList<InventoryDb> on) => on
        .KeepFacilities()
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
        .Take(Feed.Prescriptions, db => db.Prescriptions);

    protected override void Jobs(JobList<InventoryDb> jobs) => jobs
        .Every<PublishPositions>("publish-positions", TimeSpan.FromSeconds(15))
        .Add<PublishStockOutDays>("publish-stock-out-days", "0 10 * * * ?", atStart: true)
        .Add<ContinueRecalls>("continue-recalls", "30 * * * * ?", atStart: true)
        .Add<CheckConservation>(CheckConservation.Name, "0 40 * * * ?")
        .Add<RecheckConservation>("recheck-conservation", "0 30 8 ? * SUN");

    protected override void Services(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(new FurtherReading<InventoryDb>(CheckConservation.LastFound));
}
