using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Buyers;

/// <param name="Aliases">Other spellings of its name; the annex's text is one.</param>
public sealed record BuyerView(string Code, int Version, string Name, string Kind, string State, IReadOnlyList<string> Aliases) : IVersioned
{
    public static BuyerView Of(Buyer x) => new(x.Code, x.Version, x.Name, x.Kind, x.State, x.OtherNames);
}
