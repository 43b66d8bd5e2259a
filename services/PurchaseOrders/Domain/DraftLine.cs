namespace Supply.PurchaseOrders.Domain;

public sealed record DraftLine(string Clave, int Quantity, Guid? Award);
