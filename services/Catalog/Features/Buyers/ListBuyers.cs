using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Buyers;

public static class ListBuyers
{
    public static void MapListBuyers(this IEndpointRouteBuilder catalog) => catalog.MapGet("/buyers", Handle)
        .WithSummary("Buyers by code.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<Page<BuyerView>>> Handle(string? state, string? after, int? limit, CatalogDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = db.Buyers.AsNoTracking();
        if (state is not null)
        {
            if (FederalState.Parse(state).Refused(out why, out var entity))
                return why;
            rows = rows.Where(x => x.State == entity.Code);
        }
        if (Texts.Line(after) is { Length: > 0 } last)
            rows = rows.Where(x => x.Code.CompareTo(last) > 0);
        var found = await rows.OrderBy(x => x.Code).Take(size + 1).ToListAsync(ct);
        return Pages.Of(found.ConvertAll(BuyerView.Of), size, x => x.Code);
    }
}
