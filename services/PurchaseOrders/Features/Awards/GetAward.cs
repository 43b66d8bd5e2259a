using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

public static class GetAward
{
    public static void MapGetAward(this IEndpointRouteBuilder orders) => orders.MapGet("/awards/{id:guid}", Handle)
        .WithSummary("An award with what each buyer has ordered, received, may still and must still order, and its agreements.")
        .Allow(Scope.Nation, Roles.Central, Roles.State, Roles.Warehouse, Roles.Auditor);

    private static async Task<Reply<AwardView>> Handle(Guid id, OrdersDb db, CancellationToken ct)
    {
        if (await db.Awards.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is not { } award)
            return Refusals.NoSuchAward("id");
        return await Read(db, award, ct);
    }

    internal static async Task<AwardView> Read(OrdersDb db, Award award, CancellationToken ct)
    {
        var id = award.Id;
        var buyers = await db.AwardBuyers.AsNoTracking().Where(x => x.AwardId == id).ToListAsync(ct);
        var supplied = await AwardSums.Supplied(db, [id], ct);
        return AwardView.Of(award, buyers, supplied, await db.AwardAmendments.AsNoTracking().Where(x => x.AwardId == id).ToListAsync(ct));
    }
}
