namespace Supply.Contracts.Inventory;

/// <summary>The conditions of goods in the messages of inventory.</summary>
public static class GoodsCondition
{
    public const string Usable = "usable";
    public const string Quarantine = "quarantine";
    public const string Damaged = "damaged";
}
