using System.Globalization;

namespace Supply.Inventory.Domain;

/// <summary>How goods of a lot come into stock.</summary>
/// <param name="InStock">Usable; quarantine when the lot has expired on the day of arrival or is recalled, now or then.</param>
/// <param name="IsUsableOnArrival">The lot had neither expired nor been recalled when it came: only then do the pieces supply an
/// order.</param>
/// <param name="Notice">Why the pieces are in quarantine, for the person who received them.</param>
public sealed record ArrivalCondition(StockCondition InStock, bool IsUsableOnArrival, string? Notice)
{
    /// <param name="arrivedOn">On the wall of the facility that receives.</param>
    /// <param name="recalledOn">The date of the recall that holds there; null: the lot is not recalled.</param>
    public static ArrivalCondition Of(DateOnly expiresOn, DateOnly arrivedOn, DateOnly? recalledOn) =>
        Holding.IsExpired(expiresOn, arrivedOn) ? new(StockCondition.Quarantine, false, Expired(expiresOn))
        : recalledOn is { } recalled
            ? new(StockCondition.Quarantine, recalled > arrivedOn, "El lote está retirado: quedó en cuarentena.")
        : new(StockCondition.Usable, true, null);

    private static string Expired(DateOnly on) =>
        string.Create(CultureInfo.InvariantCulture, $"Caducó el {on:yyyy-MM-dd}: quedó en cuarentena.");
}
