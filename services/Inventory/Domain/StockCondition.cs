namespace Supply.Inventory.Domain;

public enum StockCondition
{
    Usable,
    Quarantine,
    Damaged,
}
