using Supply.Catalog.Domain;

namespace Supply.Catalog.Features.Offline;

/// <summary>All of the catalogue that a device at a facility works with while it has no network.</summary>
/// <param name="AsOf">The last change of anything in it; pass it as <c>since</c> for what has changed later.</param>
/// <param name="Complete">It is all of it. False: only what has changed, and what is null has not.</param>
/// <param name="Formulary">Null: unchanged.</param>
/// <param name="Items">Claves in use.</param>
/// <param name="Gtins">Bar codes, also of claves that are no longer in use: their boxes are still on the shelf.</param>
/// <param name="RemovedItems">Claves that are no longer in use.</param>
/// <param name="RemovedGtins">Bar codes that name nothing any more.</param>
/// <param name="FundingSources">Null: unchanged.</param>
/// <param name="Locations">Null: unchanged.</param>
public sealed record OfflinePack(
    DateTimeOffset AsOf, bool Complete, OfflinePack.Place Facility, OfflinePack.Claves? Formulary,
    IReadOnlyList<OfflinePack.Item> Items, IReadOnlyList<OfflinePack.BarCode> Gtins, IReadOnlyList<string> RemovedItems,
    IReadOnlyList<string> RemovedGtins, IReadOnlyList<OfflinePack.Entry>? FundingSources, IReadOnlyList<OfflinePack.Entry>? Locations)
{
    /// <param name="Name">Null: the catalogue does not know the facility yet; zone and state are those of its code.</param>
    /// <param name="UnitType">Whose formulary it has.</param>
    public sealed record Place(string Code, string? Name, string State, string TimeZone, string? UnitType);

    /// <param name="Allowed">Null: the unit type has no formulary, it may ask for every clave in use.</param>
    public sealed record Claves(string? UnitType, IReadOnlyList<string>? Allowed);

    /// <param name="Name">With form and strength, to 120 characters; a longer one without its middle.</param>
    /// <param name="Presentation">What a pack holds; null: the compendium does not say.</param>
    /// <param name="Unit">What one counts: <c>envase</c>, <c>pieza</c>.</param>
    public sealed record Item(string Clave, string Name, string? Presentation, string Unit)
    {
        public static Item Of(string clave, string description)
        {
            var label = ItemLabel.Of(description);
            return new(clave, label.Name, label.Presentation, label.Unit);
        }
    }

    public sealed record BarCode(string Gtin, string Clave);

    /// <param name="RingFenced">Of a funding source: its pieces are picked only when it is named.</param>
    public sealed record Entry(string Code, string Name, bool RingFenced = false);
}
