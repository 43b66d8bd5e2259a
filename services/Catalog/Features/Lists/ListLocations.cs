using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Lists;

public static class ListLocations
{
    public static void MapListLocations(this IEndpointRouteBuilder catalog) => catalog.MapGet("/locations", Handle)
        .WithSummary("Locations within facilities by code.")
        .Allow(Scope.Nation, Roles.All);

    private static Task<Reply<Page<LocationView>>> Handle(string? after, int? limit, CatalogDb db, CancellationToken ct) =>
        ListEntries.List<Location, LocationView>(db, after, limit, LocationView.Of, x => x.Code, ct);
}
