namespace Supply.Contracts.Inventory;

/// <summary>The states of a recall in the messages of inventory.</summary>
public static class RecallStatus
{
    public const string Recalled = "recalled";
    public const string Lifted = "lifted";
}
