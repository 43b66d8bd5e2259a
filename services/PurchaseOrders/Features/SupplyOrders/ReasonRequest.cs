namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <param name="Reason">Why, 1 to 500 characters; it stays in the order's history.</param>
public sealed record ReasonRequest(string? Reason)
{
    internal Outcome<string> Read() => Texts.Line(Reason) is { Length: >= 1 and <= 500 } reason
        ? reason
        : Refusals.Reason("reason");
}
