using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Gtins;

public static class GetGtin
{
    public static void MapGetGtin(this IEndpointRouteBuilder catalog) => catalog.MapGet("/gtins/{gtin}", Handle)
        .WithSummary("The clave of a bar code, with 8, 12, 13 or 14 digits.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<GtinView>> Handle(string gtin, CatalogDb db, CancellationToken ct)
    {
        if (Gtin.Parse(gtin).Refused(out var why, out var code))
            return why;
        return await db.Gtins.AsNoTracking().SingleOrDefaultAsync(x => x.Gtin == code.Value && !x.Deleted, ct) is { } row
            ? GtinView.Of(row)
            : Refusals.NoSuchGtin(code);
    }
}
