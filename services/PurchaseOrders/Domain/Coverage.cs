namespace Supply.PurchaseOrders.Domain;

/// <summary>What of a buyer's monthly demand applies, and what exceeds it.</summary>
public static class Coverage
{
    /// <summary>
    /// A line that asks for more than so many months of the buyer's monthly demand. Without a monthly demand nothing can be said;
    /// with a demand of zero every piece is too much.
    /// </summary>
    public static bool IsExceeded(int quantity, decimal? monthly, int months) => monthly is { } cpm && quantity > cpm * months;

    /// <summary>
    /// The demand whose period began last by the date; before all periods the first of them, so that a demand published ahead
    /// serves already. Of periods that begin on the same day, the last one given.
    /// </summary>
    public static decimal? Applicable(IEnumerable<(DateOnly BeginsOn, decimal Monthly)> approved, DateOnly on)
    {
        (DateOnly BeginsOn, decimal Monthly)? best = null;
        foreach (var one in approved.OrderBy(x => x.BeginsOn))
            if (best is null || one.BeginsOn <= on || one.BeginsOn == best.Value.BeginsOn)
                best = one;
        return best?.Monthly;
    }
}
