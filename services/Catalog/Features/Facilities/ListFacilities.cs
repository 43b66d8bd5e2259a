using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Facilities;

public static class ListFacilities
{
    public static void MapListFacilities(this IEndpointRouteBuilder catalog) => catalog.MapGet("/facilities", Handle)
        .WithSummary("Facilities by code, latest versions; q finds words of codes, name and municipality, whatever their case and accents.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<Page<FacilityView>>> Handle(
        string? state, [OneOf(typeof(FacilityKinds))] string? kind, string? buyer, string? q, string? after, int? limit, CatalogDb db,
        CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size) || Search.Words(q).Refused(out why, out var words))
            return why;
        var rows = db.Facilities.AsNoTracking().Where(x => x.Latest && x.ReplacedBy == null);
        if (state is not null)
        {
            if (FederalState.Parse(state).Refused(out why, out var entity))
                return why;
            rows = rows.Where(x => x.State == entity.Code);
        }
        if (kind is not null)
        {
            if (FacilityKinds.Parse(kind).Refused(out why, out var wanted))
                return why;
            rows = rows.Where(x => x.Kind == wanted);
        }
        if (Codes.Normalise(buyer) is { Length: > 0 } code)
            rows = rows.Where(x => x.Buyer == code);
        foreach (var word in words)
            rows = rows.Where(x => x.Search.Contains(word));
        if (Texts.Line(after) is { Length: > 0 } last)
            rows = rows.Where(x => x.Code.CompareTo(last) > 0);
        var found = await rows.OrderBy(x => x.Code).Take(size + 1).ToListAsync(ct);
        return Pages.Of(found.ConvertAll(FacilityView.Of), size, x => x.Code);
    }
}
