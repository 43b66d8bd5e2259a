namespace Supply.Platform.Feeds;

/// <summary>
/// All documents of a service as they stand, one after the other, for whom messages alone are too little: a new or emptied service.
/// </summary>
/// <param name="Name">Kebab case; stored, so a rename is taken again.</param>
/// <param name="Owner">The service that offers it.</param>
public sealed record Feed(string Name, string Owner)
{
    public static readonly Feed Catalogue = new("catalogue", "catalog");
    public static readonly Feed Prescriptions = new("prescriptions", "dispensing");
    public static readonly Feed DailyReports = new("daily-reports", "dispensing");
    public static readonly Feed SupplyOrders = new("supply-orders", "orders");
    public static readonly Feed Positions = new("positions", "inventory");
    public static readonly Feed StockOutDays = new("stock-out-days", "inventory");
    public static readonly Feed ApprovedDemand = new("approved-demand", "planning");
}
