namespace Supply.Inventory.Domain;

/// <param name="Line">The line of the shipment; null: a lot that was not in it.</param>
/// <param name="Surplus">How many of good and damaged are beyond what was on its way.</param>
public sealed record Arrived(
    int Report, int? Line, string Clave, string Lot, DateOnly ExpiresOn, string FundingSource, int Good, int Damaged, int Surplus)
{
    public Holding Holding => new(Holding.Main, Lot, ExpiresOn, FundingSource, StockCondition.Usable);
}
