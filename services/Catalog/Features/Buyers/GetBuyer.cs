using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Buyers;

public static class GetBuyer
{
    public static void MapGetBuyer(this IEndpointRouteBuilder catalog) => catalog.MapGet("/buyers/{code}", Handle)
        .WithSummary("One buyer.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<BuyerView>> Handle(string code, CatalogDb db, CancellationToken ct)
    {
        var wanted = Codes.Normalise(code);
        return await db.Buyers.AsNoTracking().SingleOrDefaultAsync(x => x.Code == wanted, ct) is { } buyer
            ? BuyerView.Of(buyer)
            : Refusals.NoSuchBuyer(wanted);
    }
}
