using Microsoft.AspNetCore.Http;
using Supply.Indicators.Domain;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class GetMetadata
{
    /// <param name="Official">The documents define it; the others stand beside the official ones.</param>
    /// <param name="Source">Document and line.</param>
    public sealed record IndicatorView(
        string Indicator, string Name, string Formula, string Unit, string Direction, string Periodicity, string Rule, bool Official,
            string? Source,
        IReadOnlyList<Target> Targets, IReadOnlyList<string> ExclusionReasons, IReadOnlyList<PrintedFigure> History);

    [EndpointSummary("Which indicators there are, their formulas, sources, targets, and the history as the documents print it.")]
    public static Reply<Page<IndicatorView>> Handle() => new Page<IndicatorView>([.. Indicator.All.Select(Of)], null);

    private static IndicatorView Of(Indicator x) => new(
        x.Code, x.Name, x.Formula, "Porcentaje", "Ascendente", x.Periodicity, x.Rule, x.Source is not null, x.Source, x.Targets,
        [.. x.Exclusions.Select(e => e.Reason)], [.. PrintedHistory.All.Where(h => h.Indicator == x.Code)]);
}
