using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Lists;

/// <param name="Aliases">Other spellings; case, accents, dots and blanks do not matter in any of them.</param>
public sealed record LocationView(string Code, int Version, string Name, IReadOnlyList<string> Aliases, bool Active) : IVersioned
{
    public static LocationView Of(Location x) => new(x.Code, x.Version, x.Name, x.Listed.Aliases, x.Active);
}
