using Microsoft.AspNetCore.Routing;
using Supply.Catalog.Features.Buyers;
using Supply.Catalog.Features.Facilities;
using Supply.Catalog.Features.Feeds;
using Supply.Catalog.Features.Formularies;
using Supply.Catalog.Features.Gtins;
using Supply.Catalog.Features.Items;
using Supply.Catalog.Features.Lists;
using Supply.Catalog.Features.Offline;
using Supply.Catalog.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Feeds;

namespace Supply.Catalog;

/// <summary>Supply items, facilities, buyers and formularies: the reference data that every other service copies.</summary>
public sealed class CatalogService() : SupplyService<CatalogDb>("catalog")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapImportItems();        // POST /items/import: central
        api.MapListItems();          // GET  /items: all
        api.MapGetItem();            // GET  /items/{clave}: all

        api.MapListGtins();          // GET  /gtins: all
        api.MapGetGtin();            // GET  /gtins/{gtin}: all
        api.MapPutGtin();            // PUT  /gtins/{gtin}: pharmacy, warehouse, central
        api.MapDeleteGtin();         // DELETE /gtins/{gtin}: central
        api.MapImportGtins();        // POST /gtins/import: central
        api.MapGetOfflinePack();     // GET  /offline-pack: all

        api.MapImportFacilities();   // POST /facilities/import: central
        api.MapListFacilities();     // GET  /facilities: all
        api.MapPutFacility();        // PUT  /facilities/{code}: central
        api.MapGetFacility();        // GET  /facilities/{code}: all

        api.MapPutFormulary();       // PUT  /formularies/{unitType}: central
        api.MapListFormularies();    // GET  /formularies: all
        api.MapGetFormulary();       // GET  /formularies/{unitType}: all

        api.MapListBuyers();         // GET  /buyers: all
        api.MapPutBuyer();           // PUT  /buyers/{code}: central
        api.MapGetBuyer();           // GET  /buyers/{code}: all

        api.MapListFundingSources(); // GET  /funding-sources: all
        api.MapPutFundingSource();   // PUT  /funding-sources/{code}: central
        api.MapListLocations();      // GET  /locations: all
        api.MapPutLocation();        // PUT  /locations/{code}: central
    }

    protected override void Feeds(FeedList feeds) => feeds.Offer<Snapshot>(Feed.Catalogue);

    protected override async Task Seed(CatalogDb db, CancellationToken ct)
    {
        await SeedBuyers.Run(db, ct);
        await SeedLists.Run(db, ct);
        await FacilityBook.CloseReplaced(db, ct);
    }
}
