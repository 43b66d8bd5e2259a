using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>Ordered = good + in transit + short + cancelled + to come. Damaged, quarantined and surplus pieces stand beside the
/// sum.</summary>
/// <param name="Good">Received and usable on arrival.</param>
/// <param name="Quarantined">Received intact, but expired or recalled when they came: they supply nothing until their recall is
/// lifted.</param>
/// <param name="MonthsOfStock">Of the clave at the destination; null: no demand is published.</param>
/// <param name="AwardLeft">Pieces that the buyer may still order of the line's award; null in answers to writes, and of a warehouse's
/// line.</param>
/// <param name="OverCoverage">Exceeds the coverage of the monthly demand: needs central supply's approval.</param>
public sealed record LineView(
    int Line, string Clave, Guid? Award, int Ordered, int Shipped, int InTransit, int Good, int Damaged, int Short, int Cancelled,
    int ToCome, int Surplus, bool OverCoverage, int Quarantined, decimal? MonthsOfStock = null, long? AwardLeft = null)
{
    public static LineView Of(OrderLine x, IReadOnlyDictionary<Guid, long>? left) => new(
        x.Line, x.Clave, x.Award, x.Ordered, x.Shipped, x.InTransit, x.Good, x.Damaged, x.Short, x.Cancelled, x.Quantities.ToCome,
        x.Surplus, x.OverCoverage, x.Quarantined, x.PriorityMonths,
        x.Award is { } award && left?.TryGetValue(award, out var pieces) == true ? pieces : null);
}
