namespace Supply.PurchaseOrders.Domain;

/// <summary>How the pieces at hand of one clave are shared where they do not reach for all.</summary>
public static class StockSplit
{
    /// <param name="Stock">Usable pieces and pieces in transit at the destination, 0 or more.</param>
    /// <param name="Monthly">Pieces a month at the destination; null or 0: no demand is published.</param>
    /// <param name="Asked">Pieces that its orders still wait for, 1 or more.</param>
    public readonly record struct Need(long Stock, decimal? Monthly, long Asked);

    /// <summary>
    /// Pieces for each destination, in the order given; their sum is the smaller of what is at hand and what is asked for, and nobody gets
    /// more than was asked. Every destination is brought to the same months of stock; those that have more already get nothing. Whole
    /// pieces by largest remainder: what rounding down leaves goes to the largest fractions, of equal ones to the first given.
    /// Destinations without a published demand share what the others leave, in proportion to what they ask for.
    /// </summary>
    /// <param name="atHand">Pieces; below 0 counts as none.</param>
    public static IReadOnlyList<long> Of(long atHand, IReadOnlyList<Need> needs)
    {
        var given = new long[needs.Count];
        var known = Enumerable.Range(0, needs.Count).Where(x => needs[x].Monthly > 0).ToList();
        var unknown = Enumerable.Range(0, needs.Count).Except(known).ToList();
        var left = Math.Max(0, atHand);
        var pieces = Math.Min(left, known.Sum(x => needs[x].Asked));
        var months = Level(pieces, [.. known.Select(x => needs[x])]);
        Round(pieces, known, x => Wanted(needs[x], months), needs, given);
        left -= pieces;
        var rest = unknown.Sum(x => needs[x].Asked);
        pieces = Math.Min(left, rest);
        Round(pieces, unknown, x => (decimal)needs[x].Asked * pieces / rest, needs, given);
        return given;
    }

    // What brings the destination to so many months.
    private static decimal Wanted(Need need, decimal months) =>
        Math.Clamp(need.Monthly!.Value * months - need.Stock, 0, need.Asked);

    /// <summary>The months of stock to which so many pieces bring all: between two neighbouring ends the sum grows evenly.</summary>
    private static decimal Level(long pieces, List<Need> needs)
    {
        if (needs.Count == 0)
            return 0;
        decimal[] ends =
            [.. needs.SelectMany(x => (decimal[])[x.Stock / x.Monthly!.Value, (x.Stock + x.Asked) / x.Monthly!.Value]).Order()];
        var (low, high) = (0, ends.Length - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Sum(ends[middle]) < pieces)
                low = middle;
            else
                high = middle;
        }
        var (before, after) = (Sum(ends[low]), Sum(ends[high]));
        return after == before ? ends[low] : ends[low] + (ends[high] - ends[low]) * ((pieces - before) / (after - before));

        decimal Sum(decimal months) => needs.Sum(x => Wanted(x, months));
    }

    private static void Round(long pieces, List<int> who, Func<int, decimal> share, IReadOnlyList<Need> needs, long[] given)
    {
        var shares = who.ToDictionary(x => x, share);
        foreach (var one in who)
            pieces -= given[one] = (long)decimal.Floor(shares[one]);
        // A share that is as large as what was asked for has no fraction; the end of a decimal's digits may have cost it its last piece.
        foreach (var one in who.OrderByDescending(x => shares[x] - given[x]).Where(x => given[x] < needs[x].Asked).ToList())
        {
            if (pieces == 0)
                return;
            given[one]++;
            pieces--;
        }
    }
}
