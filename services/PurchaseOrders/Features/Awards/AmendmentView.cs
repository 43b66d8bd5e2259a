using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

/// <param name="Version">The award's version that it made.</param>
/// <param name="Document">Number of the document that was signed.</param>
public sealed record AmendmentView(
    Guid Id, int Version, string Document, string Reason, DateOnly ToBefore, DateOnly To, IReadOnlyList<AmendedBuyer> Buyers, string By,
    DateTimeOffset At)
{
    public static AmendmentView Of(AwardAmendment x) => new(
        x.Id, x.Version, x.Document, x.Reason, x.ValidToBefore, x.ValidToAfter, MessageJson.Read<AmendedBuyer[]>(x.Buyers), x.RecordedBy,
        x.RecordedAt);
}

/// <summary>A buyer's bounds before and after an agreement; null before: it was no buyer of the award.</summary>
public sealed record AmendedBuyer(string Buyer, long? MinBefore, long? MaxBefore, long Min, long Max);
