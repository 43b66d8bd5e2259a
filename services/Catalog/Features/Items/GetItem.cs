using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Items;

public static class GetItem
{
    public static void MapGetItem(this IEndpointRouteBuilder catalog) => catalog.MapGet("/items/{clave}", Handle)
        .WithSummary("One supply item.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<ItemView>> Handle(string clave, CatalogDb db, CancellationToken ct)
    {
        if (Clave.Parse(clave).Refused(out var why, out var code))
            return why;
        return await db.Items.AsNoTracking().SingleOrDefaultAsync(x => x.Clave == code.Value, ct) is { } item
            ? ItemView.Of(item)
            : Refusals.NoSuchItem(code);
    }
}
