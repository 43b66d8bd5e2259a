using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Recalls;

public static class GetRecall
{
    public static void MapGetRecall(this IEndpointRouteBuilder inventory) => inventory.MapGet("/recalls/{id:guid}", Handle)
        .WithSummary(
            "A recall with what it holds in quarantine, and whether, by whom and why it was lifted. "
            + "Everybody who handles lots may read it.")
        .Allow(Scope.Nation, Roles.Warehouse, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<RecallView>> Handle(Guid id, InventoryDb db, CancellationToken ct) =>
        await db.Recalls.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is { } recall
            ? await RecallView.Of(recall, db, ct)
            : Refusals.NoSuchRecall();
}
