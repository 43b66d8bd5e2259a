namespace Supply.PurchaseOrders.Domain;

/// <summary>From when to when a recall held a lot.</summary>
/// <param name="From">Null: only the end was heard of so far.</param>
/// <param name="Until">Null: it still holds.</param>
public sealed record RecallPeriod(string Clave, string Lot, DateTimeOffset? From, DateTimeOffset? Until);
