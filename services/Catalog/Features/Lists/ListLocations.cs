using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Lists;

public static class ListLocations
{
    public static void MapListLocations(this IEndpointRouteBuilder catalog) => catalog.MapGet("/locations", Handle)
        .WithSummary("Locations within facilities by code.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<Page<LocationView>>> Handle(string? after, int? limit, CatalogDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = db.Locations.AsNoTracking();
        if (Texts.Line(after) is { Length: > 0 } last)
            rows = rows.Where(x => x.Code.CompareTo(last) > 0);
        var found = await rows.OrderBy(x => x.Code).Take(size + 1).ToListAsync(ct);
        return Pages.Of(found.ConvertAll(LocationView.Of), size, x => x.Code);
    }
}
