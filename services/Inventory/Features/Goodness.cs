using System.Globalization;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Features;

/// <summary>Why arriving goods cannot go among the usable ones.</summary>
internal static class Goodness
{
    /// <summary>Null: they can.</summary>
    public static string? Notice(DateOnly expiresOn, DateOnly on, bool recalled) =>
        recalled ? "El lote está retirado: quedó en cuarentena."
        : Holding.IsExpired(expiresOn, on) ? string.Create(CultureInfo.InvariantCulture, $"Caducó el {expiresOn:yyyy-MM-dd}: quedó en cuarentena.")
        : null;

    /// <summary>As messages and answers write it.</summary>
    public static string Name(StockCondition condition) => condition switch
    {
        StockCondition.Usable => "usable",
        StockCondition.Quarantine => "quarantine",
        _ => "damaged",
    };
}
