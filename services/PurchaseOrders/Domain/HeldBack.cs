namespace Supply.PurchaseOrders.Domain;

/// <summary>Pieces of a lot that came intact and were not usable then: expired or recalled.</summary>
/// <param name="ArrivedOn">The first day on which pieces of the clave came so with the delivery.</param>
public sealed record HeldBack(string Clave, string Lot, DateOnly ExpiresOn, DateOnly ArrivedOn, long Pieces);
