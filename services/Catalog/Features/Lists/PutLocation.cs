using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Lists;

public static class PutLocation
{
    public sealed record Request(string? Name = null, string?[]? Aliases = null, bool Active = true);

    public static void MapPutLocation(this IEndpointRouteBuilder catalog) => catalog.MapPut("/locations/{code}", Handle)
        .WithSummary(
            "Creates or replaces a location; a replacement names the version it replaces in If-Match. A code in another spelling is the "
            + "same.")
        .Allow(Scope.Nation, Roles.Central);

    private static Task<Reply<LocationView>> Handle(
        string code, Body<Request> body, IfMatch match, CatalogDb db, CancellationToken ct) => ListEntries.Put<Location, LocationView>(
            db, "locations", "location", Locations.Parse(code, "code"), body.Value.Name, body.Value.Aliases, match,
            known => known == Locations.Main && !body.Value.Active
                ? Refusals.MainLocation("active")
                : new Location { Code = known, Active = body.Value.Active },
            LocationView.Of, ct);
}
