using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Stock;

public static class GetConservation
{
    public static void MapGetConservation(this IEndpointRouteBuilder inventory) => inventory.MapGet("/conservation", Handle)
        .WithSummary(
            "Whether every piece in the nation is accounted for, as of the last check (hourly; the job check-conservation makes another).")
        .Allow(Scope.Nation, Roles.Central, Roles.State, Roles.Auditor, Roles.Dashboard, Roles.Operator);

    private static async Task<Reply<Conservation>> Handle(InventoryDb db, CancellationToken ct) => await Conservation.Latest(db, ct);
}
