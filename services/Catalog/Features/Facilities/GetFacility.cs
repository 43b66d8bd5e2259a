using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Facilities;

public static class GetFacility
{
    public static void MapGetFacility(this IEndpointRouteBuilder catalog) => catalog.MapGet("/facilities/{code}", Handle)
        .WithSummary(
            "The latest version of a facility, or with on the one that is valid on that date; a predecessor code gives its successor.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<FacilityView>> Handle(string code, DateOnly? on, CatalogDb db, CancellationToken ct)
    {
        if (FacilityCode.Parse(code, "code").Refused(out var why, out var given))
            return why;
        var current = await db.Predecessors.AsNoTracking().Where(x => x.Code == given.Value).Select(x => x.Current)
            .SingleOrDefaultAsync(ct) ?? given.Value;
        var versions = await db.Facilities.AsNoTracking().Where(x => x.Code == current && (x.Latest || on != null)).OrderBy(x => x.Version)
            .ToListAsync(ct);
        return (versions.LastOrDefault(x => on is null || x.ValidFrom <= on) ?? versions.FirstOrDefault()) is { } version
            ? FacilityView.Of(version)
            : Refusals.NoSuchFacility(given);
    }
}
