using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Formularies;

public static class ListFormularies
{
    /// <param name="ChangedAt">When this version was stored; null: before that was kept.</param>
    public sealed record Item(string UnitType, int Version, DateTimeOffset? ChangedAt);

    public static void MapListFormularies(this IEndpointRouteBuilder catalog) => catalog.MapGet("/formularies", Handle)
        .WithSummary("The unit types that have a formulary, by name, without their claves.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<Page<Item>>> Handle(string? after, int? limit, CatalogDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = db.Formularies.AsNoTracking();
        if (Texts.Line(after) is { Length: > 0 } last)
            rows = rows.Where(x => x.UnitType.CompareTo(last) > 0);
        var found = await rows.OrderBy(x => x.UnitType).Take(size + 1).Select(x => new Item(x.UnitType, x.Version, x.ChangedAt))
            .ToListAsync(ct);
        return Pages.Of(found, size, x => x.UnitType);
    }
}
