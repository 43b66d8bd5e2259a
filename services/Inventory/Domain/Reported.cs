namespace Supply.Inventory.Domain;

/// <summary>What the receiver says of a clave, or of one of its lots.</summary>
/// <param name="Lot">Null: spread over the lots of the clave, first expired first.</param>
/// <param name="ExpiresOn">Needed for a lot that the shipment does not have; another expiry than that of the picked lot is another
/// lot.</param>
public sealed record Reported(string Clave, string? Lot, DateOnly? ExpiresOn, int Good, int Damaged, int Missing, string? Reason)
{
    public bool IsOf(OnItsWay line) =>
        line.Clave == Clave && (Lot is null || line.Lot == Lot) && (ExpiresOn is null || line.ExpiresOn == ExpiresOn);
}
