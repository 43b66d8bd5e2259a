namespace Supply.PurchaseOrders.Domain;

/// <summary>Pieces of a clave taken in on a date, usable when they came.</summary>
public sealed record GoodsIn(DateOnly On, string Clave, long Good);
