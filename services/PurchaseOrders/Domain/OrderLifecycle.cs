using Supply.Contracts.PurchaseOrders;

namespace Supply.PurchaseOrders.Domain;

public static class OrderLifecycle
{
    /// <summary>
    /// The status that the act leads to; the present one when the act has been done already.
    /// Refuses with <c>orders.wrong-status</c>.
    /// </summary>
    public static Outcome<OrderStatus> Decide(OrderStatus status, OrderAct act) => (act, status) switch
    {
        (OrderAct.Approve, OrderStatus.Issued) => OrderStatus.Approved,
        (OrderAct.Approve, OrderStatus.Approved or OrderStatus.InSupply or OrderStatus.Supplied) => status,
        (OrderAct.Reject, OrderStatus.Issued) => OrderStatus.Rejected,
        (OrderAct.Reject, OrderStatus.Rejected) => status,
        (OrderAct.Cancel, OrderStatus.Issued or OrderStatus.Approved or OrderStatus.InSupply) => OrderStatus.Cancelled,
        (OrderAct.Cancel, OrderStatus.Cancelled) => status,
        (OrderAct.Close, OrderStatus.Approved or OrderStatus.InSupply) => OrderStatus.ClosedShort,
        (OrderAct.Close, OrderStatus.ClosedShort) => status,
        _ => Refusals.WrongStatus(Spanish(status)),
    };

    /// <summary>
    /// Central supply decides about every order; a state about its own, by another person than the issuer
    /// (<c>orders.own-order</c>), and not about lines over the coverage of the monthly demand (<c>orders.needs-central</c>).
    /// </summary>
    public static Refusal? MayDecide(OrderAct act, bool central, bool issuer, bool overCoverage) =>
        central ? null
        : issuer ? Refusals.OwnOrder()
        : act == OrderAct.Approve && overCoverage
            ? Refusals.NeedsCentral()
            : null;

    /// <summary>
    /// Where the order stands with these quantities. Before approval and after an end nothing that arrives changes it;
    /// in between it is <see cref="OrderStatus.Supplied"/> when every line was received good in full, also after a correction.
    /// </summary>
    public static OrderStatus Standing(OrderStatus status, IReadOnlyCollection<LineQuantities> lines) =>
        status is OrderStatus.Issued || HasEnded(status) ? status
        : lines.All(x => x.Good == x.Ordered) ? OrderStatus.Supplied
        : lines.Any(x => x.HasMoved) ? OrderStatus.InSupply
        : OrderStatus.Approved;

    /// <summary>Pieces that have not come by then will not come: their commitment is released.</summary>
    public static bool HasEnded(OrderStatus status) => status is OrderStatus.Rejected or OrderStatus.Cancelled or OrderStatus.ClosedShort;

    /// <summary>Somebody still waits for pieces or for a decision.</summary>
    public static bool IsOpen(OrderStatus status) => status is OrderStatus.Issued or OrderStatus.Approved or OrderStatus.InSupply;

    /// <summary>As messages and answers spell it: <c>inSupply</c>.</summary>
    public static string Wire(OrderStatus status) => status switch
    {
        OrderStatus.Issued => SupplyOrderStatus.Issued,
        OrderStatus.Approved => SupplyOrderStatus.Approved,
        OrderStatus.Rejected => SupplyOrderStatus.Rejected,
        OrderStatus.InSupply => SupplyOrderStatus.InSupply,
        OrderStatus.Supplied => SupplyOrderStatus.Supplied,
        OrderStatus.ClosedShort => SupplyOrderStatus.ClosedShort,
        _ => SupplyOrderStatus.Cancelled,
    };

    private static string Spanish(OrderStatus status) => status switch
    {
        OrderStatus.Issued => "emitida",
        OrderStatus.Approved => "aprobada",
        OrderStatus.Rejected => "rechazada",
        OrderStatus.InSupply => "en surtimiento",
        OrderStatus.Supplied => "abastecida",
        OrderStatus.ClosedShort => "cerrada con faltante",
        _ => "cancelada",
    };
}
