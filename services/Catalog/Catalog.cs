using Microsoft.AspNetCore.Routing;
using Supply.Catalog.Features.Buyers;
using Supply.Catalog.Features.Facilities;
using Supply.Catalog.Features.Feeds;
using Supply.Catalog.Features.Formularies;
using Supply.Catalog.Features.Items;
using Supply.Catalog.Features.Lists;
using Supply.Catalog.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Feeds;

namespace Supply.Catalog;

/// <summary>Supply items, facilities, buyers and formularies: the reference data that every other service copies.</summary>
public sealed class CatalogService() : SupplyService<CatalogDb>("catalog")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapImportItems();
        api.MapListItems();
        api.MapGetItem();

        api.MapImportFacilities();
        api.MapListFacilities();
        api.MapPutFacility();
        api.MapGetFacility();

        api.MapPutFormulary();
        api.MapGetFormulary();

        api.MapListBuyers();
        api.MapPutBuyer();
        api.MapGetBuyer();

        api.MapListFundingSources();
        api.MapPutFundingSource();
        api.MapListLocations();
        api.MapPutLocation();
    }

    protected override void Feeds(FeedList feeds) => feeds.Offer<Snapshot>(Feed.Catalogue);

    protected override async Task Seed(CatalogDb db, CancellationToken ct)
    {
        await SeedBuyers.Run(db, ct);
        await SeedLists.Run(db, ct);
        await FacilityBook.CloseReplaced(db, ct);
    }
}
