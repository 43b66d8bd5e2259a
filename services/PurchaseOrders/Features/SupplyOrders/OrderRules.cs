namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>Months of the buyer's monthly demand that one line may ask for (<c>Orders:CoverageMonths</c>).</summary>
public sealed record OrderRules(int CoverageMonths)
{
    public const int Default = 3;
}
