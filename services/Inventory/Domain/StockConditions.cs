namespace Supply.Inventory.Domain;

public static class StockConditions
{
    /// <summary>As messages and answers write it.</summary>
    public static string Name(this StockCondition condition) => condition switch
    {
        StockCondition.Usable => "usable",
        StockCondition.Quarantine => "quarantine",
        _ => "damaged",
    };
}
