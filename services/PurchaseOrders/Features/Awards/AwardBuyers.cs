using Supply.Platform.Reference;

namespace Supply.PurchaseOrders.Features.Awards;

/// <summary>The buyers of an award as they are asked for: by code, name or alias, and known to the catalogue, so that orders can be made
/// of it.</summary>
public static class AwardBuyers
{
    public const int AtMost = 1000;

    public sealed record Request(string? Buyer, long? Min, long? Max);

    /// <param name="Buyer">The buyer's code.</param>
    internal sealed record Part(string Buyer, int Min, int Max);

    internal static Outcome<List<Part>> Read(IReadOnlyList<Request?>? buyers, BuyerDirectory directory)
    {
        if (buyers is not { Count: >= 1 and <= AtMost })
            return Refusals.AwardBuyers(AtMost, "buyers");
        var parts = new List<Part>();
        for (var i = 0; i < buyers.Count; i++)
        {
            var (one, at) = (buyers[i], $"buyers[{i}]");
            if (Codes.Normalise(one?.Buyer) is not { Length: >= 1 and <= 200 } name)
                return Refusals.Buyer($"{at}.buyer");
            if (directory.Find(name) is not { Code: var buyer })
                return Refusals.UnknownBuyer(Codes.Show(one!.Buyer), $"{at}.buyer");
            if (parts.Any(x => x.Buyer == buyer))
                return Refusals.RepeatedBuyer(buyer, $"{at}.buyer");
            if (Pieces.AtLeastZero(one!.Min, $"{at}.min").Refused(out var why, out var min)
                || Pieces.AtLeastZero(one.Max, $"{at}.max").Refused(out why, out var max))
                return why;
            if (min > max)
                return Refusals.AwardRange($"{at}.min");
            parts.Add(new Part(buyer, min, max));
        }
        return parts;
    }
}
