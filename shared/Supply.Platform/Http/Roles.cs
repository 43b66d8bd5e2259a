namespace Supply.Platform.Http;

/// <summary>Who may call: the users of the system, as tokens name them.</summary>
public static class Roles
{
    public const string Warehouse = "warehouse";
    public const string Pharmacy = "pharmacy";
    public const string State = "state";
    public const string Central = "central";
    public const string Dashboard = "dashboard";
    public const string Auditor = "auditor";
    public const string Operator = "operator";

    public static readonly string[] All = [Warehouse, Pharmacy, State, Central, Dashboard, Auditor, Operator];

    /// <summary>Act for a place; without one they may act nowhere.</summary>
    internal static bool NeedsPlace(string role) => role is Warehouse or Pharmacy or State;
}
