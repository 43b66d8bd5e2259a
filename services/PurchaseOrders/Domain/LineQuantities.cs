namespace Supply.PurchaseOrders.Domain;

/// <summary>
/// The pieces of one line. Ordered = good + in transit + short + cancelled + to come, always; shipped, damaged,
/// quarantined and surplus stand beside the sum.
/// </summary>
/// <param name="Good">Received and usable on arrival, at most what was ordered.</param>
/// <param name="InTransit">On the way, at most what is still missing.</param>
/// <param name="Quarantined">Received intact but not usable on arrival: they supply nothing.</param>
/// <param name="Surplus">Good pieces beyond the line: they fill no other line and take nothing from the award.</param>
public sealed record LineQuantities(
    int Ordered, int Shipped, int InTransit, int Good, int Damaged, int Quarantined, int Short, int Cancelled, int Surplus)
{
    /// <summary>Neither received nor on the way nor given up.</summary>
    public int ToCome => Ordered - Good - InTransit - Short - Cancelled;

    /// <summary>What the line takes of its award: ordered less cancelled and closed short.</summary>
    public int Committed => Ordered - Short - Cancelled;

    public bool HasMoved => Shipped > 0 || Good > 0;

    /// <summary>
    /// The line as its deliveries leave it. Depends on their sum only, not on the order in which they were heard of.
    /// </summary>
    /// <param name="limit">
    /// Pieces that may count, 0 to <paramref name="ordered"/>. Less than ordered only when the order has ended, its award has been
    /// used up by others since, and pieces came nevertheless: those are surplus.
    /// </param>
    public static LineQuantities Of(int ordered, Delivered sum, OrderStatus status, int limit)
    {
        var good = (int)Math.Min(sum.Good, limit);
        var transit = (int)Math.Min(sum.InTransit, limit - good);
        var rest = OrderLifecycle.HasEnded(status) ? ordered - good - transit : 0;
        var closedShort = status == OrderStatus.ClosedShort;
        return new(
            ordered, Clamp(sum.Shipped), transit, good, Clamp(sum.Damaged), Clamp(sum.Quarantined),
            closedShort ? rest : 0, closedShort ? 0 : rest, Clamp(sum.Good - good));
    }

    private static int Clamp(long pieces) => (int)Math.Min(pieces, int.MaxValue);
}
