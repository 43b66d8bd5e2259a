using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Items;

public static class ListItems
{
    public static void MapListItems(this IEndpointRouteBuilder catalog) => catalog.MapGet("/items", Handle)
        .WithSummary("Supply items by clave; q finds words of clave and description, whatever their case and accents.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<Page<ItemView>>> Handle(string? q, string? after, int? limit, CatalogDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size) || Search.Words(q).Refused(out why, out var words))
            return why;
        var rows = db.Items.AsNoTracking();
        foreach (var word in words)
            rows = rows.Where(x => x.Search.Contains(word));
        if (Texts.Line(after) is { Length: > 0 } last)
            rows = rows.Where(x => x.Clave.CompareTo(last) > 0);
        var found = await rows.OrderBy(x => x.Clave).Take(size + 1).ToListAsync(ct);
        return Pages.Of(found.ConvertAll(ItemView.Of), size, x => x.Clave);
    }
}
