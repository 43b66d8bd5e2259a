using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Features.Cpm;
using Supply.DemandPlanning.Features.Demand;
using Supply.DemandPlanning.Features.Facts;
using Supply.DemandPlanning.Features.Feeds;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Reference;
using Supply.Platform.Feeds;

namespace Supply.DemandPlanning;

/// <summary>Consumption, average monthly consumption (CPM) and the consolidated demand.</summary>
public sealed class DemandPlanningService() : SupplyService<PlanningDb>("planning")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapStartCpmRun();        // POST /cpm/runs: central
        api.MapListCpmRuns();        // GET  /cpm/runs: central, state, dashboard, auditor, operator
        api.MapGetCpmRun();          // GET  /cpm/runs/{id}: central, state, dashboard, auditor, operator
        api.MapMakeCpmRunOfficial(); // PUT  /cpm/runs/{id}/official: central
        api.MapListCpm();            // GET  /cpm: central, state, warehouse, pharmacy, dashboard, auditor
        api.MapListMonthsOfStock();  // GET  /months-of-stock: central, state, warehouse, pharmacy, dashboard, auditor
        api.MapApproveFromDemand();  // POST /cpm/approvals: central

        api.MapListDemandPeriods();  // GET  /demand: central, state, warehouse, dashboard, auditor
        api.MapPutDemandPeriod();    // PUT  /demand/{period}: central
        api.MapListDemand();         // GET  /demand/{period}: central, state, warehouse, dashboard, auditor
        api.MapPutDemandRequest();   // PUT  /demand/{period}/requests/{buyer}: state, central
        api.MapGetDemandRequest();   // GET  /demand/{period}/requests/{buyer}: state, central, auditor
        api.MapGetFormularyCoverage(); // GET /demand/{period}/requests/{buyer}/formulary: state, central, auditor
        api.MapImportDemand();       // POST /demand/{period}/import: central
        api.MapPutConsolidated();    // PUT  /demand/{period}/consolidated/{buyer}/{clave}: central
        api.MapPutConsolidatedLines(); // PUT /demand/{period}/consolidated: central
        api.MapAnalyseDemand();      // POST /demand/{period}/analyse: central
        api.MapApproveDemand();      // POST /demand/{period}/approvals: central
        api.MapPublishDemand();      // POST /demand/{period}/publish: central
        api.MapOpenDemandEdition();  // POST /demand/{period}/versions: central
    }

    protected override void Handlers(HandlerList<PlanningDb> on)
    {
        on.KeepItems().KeepFacilities().KeepBuyers().KeepFormularies();
        on.On<PrescriptionChanged, CountPrescription>("count-prescription");
        on.On<DailyReportMade, CountDailyReport>("count-daily-report");
        on.On<StockOutDaysChanged, KeepStockOutDays>("keep-stock-out-days");
        on.On<StockPositionChanged, KeepStockPosition>("keep-stock-position");
    }

    protected override void Feeds(FeedList feeds) => feeds.Offer<ReplayApprovedDemand>(Feed.ApprovedDemand);

    protected override void Fills(FillList<PlanningDb> fills) => fills
        .Take(Feed.Prescriptions, db => db.Documents)
        .Take(Feed.DailyReports, db => db.Reports)
        .Take(Feed.StockOutDays, db => db.StockMonths)
        .Take(Feed.Positions, db => db.StockPositions);

    protected override void CodeChanges(CodeChangeList<PlanningDb> on) => on
        .Rows(db => db.PairMonths, x => x.Facility, x => x.CurrentFacility)
        .Rows(db => db.FacilityMonths, x => x.Facility, x => x.CurrentFacility)
        .Rows(db => db.StockMonths, x => x.Facility, x => x.CurrentFacility)
        .Rows(db => db.StockPositions, x => x.Facility, x => x.CurrentFacility)
        .Rows(db => db.FromDemandApprovals, x => x.Facility, x => x.CurrentFacility);

    protected override void Jobs(JobList<PlanningDb> jobs)
    {
        // 09:00 UTC on the first: the month has ended in Tijuana too.
        jobs.Add<StartMonthlyCpm>("start-monthly-cpm", "0 0 9 1 * ?", atStart: true);
        jobs.Every<ComputeCpm>("compute-cpm", TimeSpan.FromSeconds(5));
    }

    protected override void Services(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(PlanningSettings.From(configuration));
}
