using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class ApproveSupplyOrder
{
    public static void MapApproveSupplyOrder(this IEndpointRouteBuilder orders) =>
        orders.MapPost("/supply-orders/{id:guid}/approve", Handle)
        .WithSummary("Approves an issued order; not the issuer, and central supply alone where a line is over the coverage.")
        .Allow(Scope.State, Roles.State, Roles.Central);

    private static async Task<Reply<OrderView>> Handle(Guid id, IfMatch match, Caller caller, OrdersDb db, CancellationToken ct) =>
        await OrderDecision.Apply(db, id, OrderAct.Approve, reason: null, caller, match, ct);
}
