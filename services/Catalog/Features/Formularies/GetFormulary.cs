using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Formularies;

public static class GetFormulary
{
    public static void MapGetFormulary(this IEndpointRouteBuilder catalog) => catalog.MapGet("/formularies/{unitType}", Handle)
        .WithSummary("The claves that a unit type may ask for. A unit type without a formulary may ask for every active clave.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<FormularyView>> Handle(string unitType, CatalogDb db, CancellationToken ct)
    {
        if (PutFormulary.UnitType(unitType).Refused(out var why, out var type))
            return why;
        return await db.Formularies.AsNoTracking().SingleOrDefaultAsync(x => x.UnitType == type, ct) is { } formulary
            ? FormularyView.Of(formulary)
            : Refusals.NoSuchFormulary(type);
    }
}
