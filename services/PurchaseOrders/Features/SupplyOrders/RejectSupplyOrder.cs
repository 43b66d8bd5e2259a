using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class RejectSupplyOrder
{
    public static void MapRejectSupplyOrder(this IEndpointRouteBuilder orders) => orders.MapPost("/supply-orders/{id:guid}/reject", Handle)
        .WithSummary("Rejects an issued order with a reason; its pieces return to the awards.")
        .Allow(Scope.State, Roles.State, Roles.Central);

    private static async Task<Reply<OrderView>> Handle(Guid id, Body<ReasonRequest> body, IfMatch match, Caller caller, OrdersDb db,
        CancellationToken ct) =>
        body.Value.Read().Refused(out var why, out var reason) ? why
            : await OrderDecision.Apply(db, id, OrderAct.Reject, reason, caller, match, ct);
}
