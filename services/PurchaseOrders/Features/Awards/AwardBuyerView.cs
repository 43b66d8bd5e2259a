using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

/// <param name="Ordered">Pieces committed: ordered less cancelled and closed short.</param>
/// <param name="Supplied">Good pieces received of them.</param>
/// <param name="Left">Pieces that may still be ordered.</param>
/// <param name="Exposure">Pieces of the minimum that are not ordered yet: they must be bought.</param>
public sealed record AwardBuyerView(string Buyer, long Min, long Max, long Ordered, long Supplied, long Left, long Exposure)
{
    /// <param name="supplied">Good pieces received so far.</param>
    public static IReadOnlyList<AwardBuyerView> Of(
        IEnumerable<AwardBuyer> buyers, IReadOnlyDictionary<(Guid Award, string Buyer), long> supplied) =>
        [.. buyers.OrderBy(x => x.Buyer, StringComparer.Ordinal).Select(x => new AwardBuyerView(
            x.Buyer, x.MinPieces, x.MaxPieces, x.Committed, supplied.GetValueOrDefault((x.AwardId, x.Buyer)),
            x.MaxPieces - x.Committed, Math.Max(0, x.MinPieces - x.Committed)))];
}
