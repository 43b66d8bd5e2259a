using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Gtins;

/// <param name="Gtin">14 digits, zeros in front.</param>
/// <param name="Deleted">It names nothing any more; <paramref name="Clave"/> is what it named.</param>
/// <param name="ChangedBy">Who said so.</param>
/// <param name="Facility">At which counter; null: central supply or a list.</param>
public sealed record GtinView(
    string Gtin, int Version, string Clave, bool Deleted, DateTimeOffset ChangedAt, string ChangedBy, string? Facility) : IVersioned
{
    public static GtinView Of(ItemGtin x) => new(x.Gtin, x.Version, x.Clave, x.Deleted, x.ChangedAt, x.ChangedBy, x.ChangedAtFacility);
}
