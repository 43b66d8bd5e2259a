using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Items;

/// <param name="Ven"><c>V</c>, <c>E</c>, <c>N</c> or unknown.</param>
public sealed record ItemView(
    string Clave, int Version, string Description, ProductClass ProductClass, string? Ven, bool Active, bool Controlled, bool ColdChain)
    : IVersioned
{
    public static ItemView Of(Item x) => new(x.Clave, x.Version, x.Description, x.ProductClass, x.Ven, x.Active, x.Controlled, x.ColdChain);
}
