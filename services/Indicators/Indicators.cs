using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Features.Live;
using Supply.Indicators.Features.Public;
using Supply.Indicators.Features.Publications;
using Supply.Indicators.Features.Targets;
using Supply.Indicators.Features.Stock;
using Supply.Indicators.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Feeds;
using Supply.Platform.Reference;

namespace Supply.Indicators;

/// <summary>The fact log and the fill rates that anyone can audit.</summary>
public sealed class IndicatorsService() : SupplyService<IndicatorsDb>("indicators")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapGet("/", GetMetadata.Handle).Allow(Scope.Nation, Roles.All);
        api.MapGet("/missing", ListMissing.Handle).Allow(Scope.Nation, Roles.All)
            .Produces<ListMissing.MissingClaves>().Produces(StatusCodes.Status304NotModified).Needs();
        api.MapGet("/targets/{indicator}/{year:int}", GetTarget.Handle).Allow(Scope.Nation, Roles.All);
        api.MapPut("/targets/{indicator}/{year:int}", PutTarget.Handle).Allow(Scope.Nation, Roles.Central);
        api.MapGet("/stock/{document:guid}", GetStockMonth.Handle).Allow(Scope.Nation, Roles.All); // pharmacies and warehouses their own
        api.MapGet("/stream", StreamFigure.Handle).Allow(Scope.Nation, Roles.All)
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").Needs();
        api.MapGet("/{indicator}", GetFigure.Handle).Allow(Scope.Nation, Roles.All)
            .Produces<FigureView>().Produces(StatusCodes.Status304NotModified).Needs();
        api.MapGet("/{indicator}/series", GetSeries.Handle).Allow(Scope.Nation, Roles.All)
            .Produces<Page<FigureView>>().Produces(StatusCodes.Status304NotModified).Needs();
        api.MapGet("/{indicator}/breakdown", GetBreakdown.Handle).Allow(Scope.Nation, Roles.All)
            .Produces<Page<FigureView>>().Produces(StatusCodes.Status304NotModified).Needs();
        api.MapGet("/{indicator}/publications", ListPublications.Handle).Allow(Scope.Nation, Roles.All).Needs();
        api.MapGet("/{indicator}/documents", ListDocuments.Handle)
            .Allow(Scope.Nation, Roles.All) // pharmacies and warehouses those of their place
            .Produces<ListDocuments.DocumentPage>()
            .Produces(StatusCodes.Status304NotModified).Needs();
    }

    protected override void PublicRoutes(RouteGroupBuilder open)
    {
        const string because = "figures of the nation and the states are public";
        var api = open.MapGroup("/indicators");
        api.MapGet("/", GetMetadata.Handle).AllowAll(because);
        api.MapGet("/{indicator}", GetPublicFigure.Handle).AllowAll(because)
            .Produces<PublicFigure>().Produces(StatusCodes.Status304NotModified).Needs();
        api.MapGet("/{indicator}/breakdown", GetPublicBreakdown.Handle).AllowAll(because)
            .Produces<GetPublicBreakdown.PublicBreakdown>().Produces(StatusCodes.Status304NotModified).Needs();
        api.MapGet("/{indicator}/series", GetPublicSeries.Handle).AllowAll(because)
            .Produces<GetPublicSeries.PublicSeries>().Produces(StatusCodes.Status304NotModified).Needs();
    }

    protected override void Services(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<FigureAnswers>().AddSingleton<PublicAnswers>().AddSingleton<FigureWatch>()
            .AddSingleton<IHostedService>(x => x.GetRequiredService<FigureWatch>());

    protected override void Handlers(HandlerList<IndicatorsDb> on) => on
        .KeepFacilities()
        .KeepItems()
        .On<PrescriptionChanged, RecordPrescription>("record-prescription")
        .On<DailyReportMade, RecordReport>("record-report")
        .On<SupplyOrderChanged, RecordOrder>("record-order")
        .KeepFormularies()
        .On<StockPositionChanged, KeepStockPosition>("keep-stock-position")
        .On<StockOutDaysChanged, KeepStockOutDays>("keep-stock-out-days")
        .On<FacilityPublished, RecordFacility>("record-place")
        .On<ItemPublished, RecordProduct>("record-product");

    protected override void Fills(FillList<IndicatorsDb> fills) => fills
        .Take(Feed.Prescriptions, db => Told(db, DocumentKind.Prescription))
        .Take(Feed.DailyReports, db => Told(db, DocumentKind.Report))
        .Take(Feed.SupplyOrders, db => Told(db, DocumentKind.Order))
        .Take(Feed.StockOutDays, db => db.StockMonths)
        .Take(Feed.Positions, db => db.StockPairs)
        .Then(MakeFigures);

    protected override void CodeChanges(CodeChangeList<IndicatorsDb> on) => on.Follow<FollowFacilityCode>();

    protected override void Jobs(JobList<IndicatorsDb> jobs) => jobs
        .Every<RefreshFigures>("refresh-figures", TimeSpan.FromMilliseconds(500))
        .Every<StateStock>(StateStock.Name, TimeSpan.FromSeconds(20))
        .Add<ClosePeriods>("close-periods", "0 30 10 * * ?", atStart: true)
        .Add<ContinueClose>("continue-close", "30 5/10 * * * ?")
        .Add<Rebuild>(Rebuild.Name, "0 0 12 ? * SUN")
        .Add<ContinueRebuild>("continue-rebuild", "0 7/10 * * * ?", atStart: true);

    private static IQueryable<string> Told(IndicatorsDb db, string kind) => db.Documents.Where(x => x.Kind == kind)
        .Select(x => x.DocumentId).Concat(db.Incoming.Where(x => x.Kind == kind).Select(x => x.DocumentId));

    private static async Task MakeFigures(IndicatorsDb db, CancellationToken ct)
    {
        var refresh = new Refresh(db, db.Origin.Clock, new JobProgress());
        while (!await refresh.Run(ct))
        {
            // each call does a bounded part
        }
    }
}
