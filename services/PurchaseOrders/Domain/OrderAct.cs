namespace Supply.PurchaseOrders.Domain;

/// <summary>What a person decides about an order; shipments and receipts move it by themselves.</summary>
public enum OrderAct
{
    Approve,
    Reject,
    Cancel,
    Close,
}
