using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <param name="Buyer">Who buys for the destination; null while the catalogue names none.</param>
/// <param name="Unverified">At issue the catalogue did not know a place; the formulary could not be checked.</param>
/// <param name="Replenishes">The destination is a warehouse.</param>
/// <param name="SuppliedOn">The date on which the last missing good piece was received.</param>
/// <param name="OnTime">Supplied by the promised date; null while not supplied or nothing was promised.</param>
/// <param name="Number">By which people name it: <c>OS-13-2026-04101</c>; null: of before numbers were given.</param>
/// <param name="MonthsOfStock">Of the most urgent line that still waits; null: no demand is published.</param>
/// <param name="Deliveries">What shipments and receipts brought of it; null in answers to writes.</param>
public sealed record OrderView(
    Guid Id, int Version, string State, OrderStatus Status, DateOnly IssuedOn, SourceView Source, string Destination, string? Buyer,
    DateOnly? PromisedOn, bool Emergency, bool Unverified, bool Replenishes, DateTimeOffset? ApprovedAt, DateOnly? SuppliedOn,
    bool? OnTime, decimal? MonthsOfStock, IReadOnlyList<LineView> Lines, IReadOnlyList<StepView> History, string? Number = null,
    IReadOnlyList<DeliveryView>? Deliveries = null) : IVersioned
{
    /// <param name="left">Pieces that the buyer may still order of the lines' awards; only who reads is told.</param>
    public static OrderView Of(
        SupplyOrder x, IEnumerable<OrderLine> lines, IEnumerable<OrderStep> steps, IReadOnlyDictionary<Guid, long>? left = null,
        IEnumerable<Delivery>? deliveries = null) => new(
        x.Id, x.Version, x.State, x.Status, x.IssuedOn, new SourceView(x.SourceKind, x.SourceId), x.Destination, x.Buyer, x.PromisedOn,
        x.Emergency, x.Unverified, x.Replenishes, x.ApprovedAt, x.SuppliedOn,
        x is { SuppliedOn: { } supplied, PromisedOn: { } promised } ? supplied <= promised : null,
        x.PriorityMonths, [.. lines.OrderBy(l => l.Line).Select(l => LineView.Of(l, left))],
        [.. steps.OrderBy(s => s.Version).Select(StepView.Of)], x.Number,
        deliveries is null ? null : [.. deliveries.OrderBy(d => d.Id).Select(DeliveryView.Of)]);
}

public sealed record SourceView([OneOf(OrderDraft.Supplier, OrderDraft.Warehouse)] string Kind, string Id);
