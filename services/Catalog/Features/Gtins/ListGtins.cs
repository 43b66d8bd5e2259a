using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Gtins;

public static class ListGtins
{
    /// <param name="Next">Pass it as <c>changedSince</c>: now for the rows that follow, later for what has changed by then.</param>
    /// <param name="More">There are rows that follow.</param>
    public sealed record Changes(IReadOnlyList<GtinView> Items, long Next, bool More);

    public static void MapListGtins(this IEndpointRouteBuilder catalog) => catalog.MapGet("/gtins", Handle)
        .WithSummary("Bar codes and their claves in the order of their last change, deleted ones too: each once, as it is now. "
            + "changedSince leaves those that have changed since an answer with that next.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<Changes>> Handle(long? changedSince, string? clave, int? limit, CatalogDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        if (changedSince is < 0)
            return Refusals.ChangedSince();
        var from = changedSince ?? 0;
        var rows = db.Gtins.AsNoTracking().Where(x => x.Change > from);
        if (clave is not null)
        {
            if (Clave.Parse(clave).Refused(out why, out var item))
                return why;
            rows = rows.Where(x => x.Clave == item.Value);
        }
        var found = await rows.OrderBy(x => x.Change).Take(size + 1).ToListAsync(ct);
        var page = found.Take(size).ToList();
        return new Changes([.. page.Select(GtinView.Of)], page.Count == 0 ? from : page[^1].Change, found.Count > size);
    }
}
