using Supply.Inventory.Features.Stock;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Shipments;

/// <summary>A shipment as every route of it answers.</summary>
/// <param name="Number"><c>EM-13-2026-00123</c>; null: recorded before shipments had numbers.</param>
/// <param name="Movements">
/// What it did to the stock that the caller may see, receptions and resolutions with it, also what took them back; the first 1,000. Of the
/// answer to its reading alone.
/// </param>
/// <param name="Resolutions">What became of missing pieces, oldest first. Of the answer to its reading alone.</param>
/// <param name="Notice">What the person who made it should look at again; of the answer to its making alone.</param>
public sealed record ShipmentView(
    Guid Id, int Version, string From, string To, Guid? SupplyOrder,
    [OneOf(typeof(ShipmentStatus))] string Status, DateTimeOffset? DispatchedAt,
    IReadOnlyList<ShipmentView.Picked> Lines, IReadOnlyList<ShipmentView.Visit> Receptions, string? Notice = null,
    string? Number = null, DateTimeOffset? RecordedAt = null, IReadOnlyList<ListMovements.Item>? Movements = null,
    IReadOnlyList<ShipmentView.Settlement>? Resolutions = null) : IVersioned
{
    /// <param name="Quantity">Pieces picked of this lot.</param>
    /// <param name="Usable">Those of <paramref name="Good"/> that were usable when they arrived.</param>
    public sealed record Picked(
        int Line, string Clave, string Lot, DateOnly ExpiresOn, string? FundingSource, int Quantity, int Good, int Damaged, int Surplus,
        int InTransit, int Resolved, int Usable = 0);

    /// <param name="Reversed">It was taken back: nothing of it counts.</param>
    public sealed record Visit(
        Guid Id, DateOnly ReceivedOn, DateTimeOffset RecordedAt, string By, IReadOnlyList<Contracts.Inventory.ReceptionLine> Lines,
        bool Reversed = false);

    /// <param name="Reversed">It was taken back: its pieces are in transit again.</param>
    public sealed record Settlement(
        Guid Id, DateTimeOffset RecordedAt, string By, IReadOnlyList<PutResolution.Settled> Lines, bool Reversed);

    public static ShipmentView Of(Shipment x, string? notice = null) => new(
        x.Id, x.Version, x.From, x.To, x.SupplyOrder, Shipment.Name(x.Status), x.IsUnderWay ? x.OccurredAt : null,
        [.. x.Lots
            .OrderBy(l => l.Line)
            .Select(l => new Picked(
                l.Line, l.Clave, l.Lot, l.ExpiresOn, l.FundingSource.Length == 0 ? null : l.FundingSource,
                l.Shipped, l.Good, l.Damaged, l.Surplus, x.IsUnderWay ? l.InTransit : 0, l.Resolved, l.Usable ?? l.Good))],
        [.. x.Receptions
            .OrderBy(r => r.RecordedAt)
            .ThenBy(r => r.Id)
            .Select(r => new Visit(r.Id, r.ReceivedOn, r.RecordedAt, r.By, r.Lines, r.IsReversed))],
        notice, x.Number, x.RecordedAt);
}
