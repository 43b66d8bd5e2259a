using System.Globalization;

namespace Supply.Inventory.Domain;

/// <summary>How goods of a lot come into stock.</summary>
/// <param name="InStock">Usable; quarantine when the lot has expired on the day of arrival or is recalled, now or then.</param>
/// <param name="IsUsableOnArrival">The lot had neither expired nor been recalled when it came: only then do the pieces supply an
/// order.</param>
/// <param name="IsExpired">On the day of arrival.</param>
/// <param name="Notice">Why the pieces are in quarantine, for the person who received them.</param>
public sealed record ArrivalCondition(StockCondition InStock, bool IsUsableOnArrival, bool IsExpired, string? Notice)
{
    /// <summary>As what the pieces are booked in: a recall is a fact of its own that follows, so that lifting it gives them back.</summary>
    public StockCondition BookedAs => IsExpired ? StockCondition.Quarantine : StockCondition.Usable;

    /// <param name="arrivedOn">On the wall of the facility that receives.</param>
    /// <param name="recalledOn">The date of the recall that holds there; null: the lot is not recalled.</param>
    public static ArrivalCondition Of(DateOnly expiresOn, DateOnly arrivedOn, DateOnly? recalledOn) =>
        Holding.IsExpired(expiresOn, arrivedOn) ? new(StockCondition.Quarantine, false, true, Expired(expiresOn))
        : recalledOn is { } recalled
            ? new(StockCondition.Quarantine, recalled > arrivedOn, false, "El lote está retirado: quedó en cuarentena.")
        : new(StockCondition.Usable, true, false, null);

    private static string Expired(DateOnly on) =>
        string.Create(CultureInfo.InvariantCulture, $"Caducó el {on:yyyy-MM-dd}: quedó en cuarentena.");
}
