using Supply.Platform.Http;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

/// <param name="Amendments">The agreements that changed it, oldest first.</param>
public sealed record AwardView(
    Guid Id, string Supplier, string Clave, DateOnly From, DateOnly To, decimal UnitPrice, string? FundingSource,
    IReadOnlyList<AwardBuyerView> Buyers, int Version = 1, IReadOnlyList<AmendmentView>? Amendments = null) : IVersioned
{
    public static AwardView Of(
        Award award, IEnumerable<AwardBuyer> buyers, IReadOnlyDictionary<(Guid Award, string Buyer), long> supplied,
        IEnumerable<AwardAmendment> amendments) => new(
        award.Id, award.Supplier, award.Clave, award.ValidFrom, award.ValidTo, award.UnitPrice, award.FundingSource,
        AwardBuyerView.Of(buyers, supplied),
        award.Version, [.. amendments.OrderBy(x => x.Version).Select(AmendmentView.Of)]);
}
