namespace Supply.Inventory.Domain;

public readonly record struct Pick(Holding Holding, int Quantity);

public static class FirstExpiredFirstOut
{
    /// <summary>
    /// Pieces for a shipment from the storeroom: usable on the day, earliest expiry first, split over lots. Ring-fenced
    /// funding sources leave only when named. The picks sum to less than asked where there is not enough.
    /// </summary>
    /// <param name="free">Pieces that are on hand and promised to nobody.</param>
    /// <param name="fundingSource">Null: any that is not ring-fenced.</param>
    public static IReadOnlyList<Pick> Choose(
        IReadOnlyDictionary<Holding, long> free, int quantity, string? fundingSource, DateOnly on, RingFence? fence = null)
    {
        var picks = new List<Pick>();
        var (left, rule) = (quantity, fence ?? RingFence.Seeded);
        foreach (var (holding, pieces) in free.OrderBy(x => x.Key))
        {
            if (left == 0)
                break;
            if (pieces <= 0 || holding.Location != Holding.Main || holding.Lot == Holding.UncoveredLot || !holding.IsUsable(on))
                continue;
            if (fundingSource is null ? rule.Holds(holding) : !rule.AreSame(holding.FundingSource, fundingSource))
                continue;
            var taken = (int)Math.Min(left, pieces);
            picks.Add(new(holding, taken));
            left -= taken;
        }
        return picks;
    }
}
