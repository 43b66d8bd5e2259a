using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Targets;

/// <param name="Value">Per cent.</param>
/// <param name="Version">0: nobody has set it; it is the one that the documents print.</param>
/// <param name="ChangedAt">Null: it is the one that the documents print.</param>
public sealed record TargetView(string Indicator, int Year, decimal Value, string Source, int Version, DateTimeOffset? ChangedAt)
    : IVersioned
{
    public static TargetView Of(TargetRow x) => new(x.Indicator, x.Year, x.Value / 1.0000m, x.Source, x.Version, x.ChangedAt);

    public static TargetView Of(string indicator, Target x) => new(indicator, x.Year, x.Value, x.Source, 0, null);
}
