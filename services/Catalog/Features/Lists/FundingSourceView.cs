using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Lists;

/// <param name="Aliases">Other spellings; case, accents, dots and blanks do not matter in any of them.</param>
public sealed record FundingSourceView(string Code, int Version, string Name, IReadOnlyList<string> Aliases, bool RingFenced, bool Active)
    : IVersioned
{
    public static FundingSourceView Of(FundingSource x) => new(x.Code, x.Version, x.Name, x.Listed.Aliases, x.RingFenced, x.Active);
}
