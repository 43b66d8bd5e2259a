using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests;

public sealed record FigureAnswer(string Indicator, string Period, string Level, string Code, string Status, decimal? Value,
    long Numerator, long Denominator,
    List<ReasonAnswer> Excluded, CoverageAnswer Coverage, decimal? Target, bool Final, string Rule, DateTimeOffset? AsOf,
        List<ReasonAnswer>? Incomplete, long PossibleDuplicates, int? Publication,
    DateTimeOffset? StandsStillSince = null, long SetAside = 0, string? Restated = null, long Parked = 0,
    string? Name = null, FigureAnswer? Against = null, decimal? Change = null, bool? ReachesTarget = null)
{
    public long ExcludedAs(string reason) => Excluded.SingleOrDefault(x => x.Reason == reason)?.Count ?? 0;
}
