using Microsoft.AspNetCore.Routing;
using Supply.Catalog.Features.Buyers;
using Supply.Catalog.Persistence;
using Supply.Platform.Hosting;

namespace Supply.Catalog;

/// <summary>Supply items, facilities, buyers and formularies: the reference data that every other service copies.</summary>
public sealed class CatalogService() : SupplyService<CatalogDb>("catalog")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapPutBuyer();
    }
}
