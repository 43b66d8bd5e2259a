using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class CancelSupplyOrder
{
    public static void MapCancelSupplyOrder(this IEndpointRouteBuilder orders) => orders.MapPost("/supply-orders/{id:guid}/cancel", Handle)
        .WithSummary("Cancels an order with a reason; pieces that are neither received nor on the way return to the awards.")
        .Allow(Scope.State, Roles.State, Roles.Central);

    private static async Task<Reply<OrderView>> Handle(Guid id, Body<ReasonRequest> body, IfMatch match, Caller caller, OrdersDb db,
        CancellationToken ct) =>
        body.Value.Read().Refused(out var why, out var reason) ? why
            : await OrderDecision.Apply(db, id, OrderAct.Cancel, reason, caller, match, ct);
}
