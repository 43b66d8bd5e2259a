using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

public static class CloseSupplyOrder
{
    public static void MapCloseSupplyOrder(this IEndpointRouteBuilder orders) => orders.MapPost("/supply-orders/{id:guid}/close", Handle)
        .WithSummary("Closes an approved order short with a reason; what was not supplied returns to the awards.")
        .Allow(Scope.State, Roles.State, Roles.Central);

    private static async Task<Reply<OrderView>> Handle(Guid id, Body<ReasonRequest> body, IfMatch match, Caller caller, OrdersDb db,
        CancellationToken ct) =>
        body.Value.Read().Refused(out var why, out var reason) ? why
            : await OrderDecision.Apply(db, id, OrderAct.Close, reason, caller, match, ct);
}
