using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <param name="Buyer">Who buys for the destination; null while the catalogue names none.</param>
/// <param name="Unverified">At issue the catalogue did not know a place; the formulary could not be checked.</param>
/// <param name="Replenishes">The destination is a warehouse.</param>
/// <param name="SuppliedOn">The date on which the last missing good piece was received.</param>
/// <param name="OnTime">Supplied by the promised date; null while not supplied or nothing was promised.</param>
/// <param name="MonthsOfStock">Of the most urgent line that still waits; null: no demand is published.</param>
public sealed record OrderView(
    Guid Id, int Version, string State, OrderStatus Status, DateOnly IssuedOn, SourceView Source, string Destination, string? Buyer,
        DateOnly? PromisedOn,
    bool Emergency, bool Unverified, bool Replenishes, DateTimeOffset? ApprovedAt, DateOnly? SuppliedOn, bool? OnTime,
        decimal? MonthsOfStock,
    IReadOnlyList<LineView> Lines, IReadOnlyList<StepView> History) : IVersioned
{
    public static OrderView Of(SupplyOrder x, IEnumerable<OrderLine> lines, IEnumerable<OrderStep> steps) => new(
        x.Id, x.Version, x.State, x.Status, x.IssuedOn, new SourceView(x.SourceKind, x.SourceId), x.Destination, x.Buyer, x.PromisedOn,
        x.Emergency, x.Unverified, x.Replenishes, x.ApprovedAt, x.SuppliedOn, x.SuppliedOn <= x.PromisedOn is var onTime
            && x.SuppliedOn is not null && x.PromisedOn is not null ? onTime : null,
        x.PriorityMonths, [.. lines.OrderBy(l => l.Line).Select(LineView.Of)], [.. steps.OrderBy(s => s.Version).Select(StepView.Of)]);
}

public sealed record SourceView(string Kind, string Id);

/// <summary>Ordered = good + in transit + short + cancelled + to come. Damaged, quarantined and surplus pieces stand beside the
/// sum.</summary>
/// <param name="Good">Received and usable on arrival.</param>
/// <param name="Quarantined">Received intact, but expired or recalled when they came: they supply nothing.</param>
/// <param name="OverCoverage">Exceeds the coverage of the monthly demand: needs central supply's approval.</param>
public sealed record LineView(
    int Line, string Clave, Guid? Award, int Ordered, int Shipped, int InTransit, int Good, int Damaged, int Short, int Cancelled,
        int ToCome, int Surplus, bool OverCoverage,
    int Quarantined)
{
    public static LineView Of(OrderLine x) => new(
        x.Line, x.Clave, x.Award, x.Ordered, x.Shipped, x.InTransit, x.Good, x.Damaged, x.Short, x.Cancelled, x.Quantities.ToCome,
            x.Surplus, x.OverCoverage,
        x.Quarantined);
}

public sealed record StepView(int Version, OrderStatus Status, DateTimeOffset At, string By, string Role, string? Reason)
{
    public static StepView Of(OrderStep x) => new(x.Version, x.Status, x.At, x.By, x.Role, x.Reason);
}
