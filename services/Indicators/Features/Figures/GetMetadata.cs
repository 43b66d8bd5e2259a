using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Targets;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class GetMetadata
{
    private const string Own = "Registros de este sistema: recetas de las farmacias y órdenes de suministro con sus recepciones.";
    private const string OwnStock = "Registros de este sistema: existencias de cada establecimiento al cierre de cada día.";

    /// <param name="Purpose">What it measures; as printed of those that the documents define.</param>
    /// <param name="DataSource">From where this system takes the numbers.</param>
    /// <param name="Printed">What the documents print of it besides; null where they do not know it.</param>
    /// <param name="Official">The documents define it; the others stand beside the official ones.</param>
    /// <param name="Source">Document and line.</param>
    /// <param name="Targets">By year, as they were set, else as the documents print them.</param>
    public sealed record IndicatorView(
        string Indicator, string Name, string Purpose, string Formula, string Unit, string Direction, string Periodicity, string DataSource,
            string? Baseline, PrintedSheet? Printed, string Rule, bool Official, string? Source,
        IReadOnlyList<Target> Targets, IReadOnlyList<string> ExclusionReasons, IReadOnlyList<PrintedFigure> History);

    [EndpointSummary("Which indicators there are, as the institution prints them: purpose, formula, unit, periodicity, source, direction, "
        + "baseline, targets by year, and the history as the documents print it.")]
    public static async Task<Reply<Page<IndicatorView>>> Handle(IndicatorsDb db, CancellationToken ct)
    {
        var set = (await db.Targets.AsNoTracking().ToListAsync(ct)).ToLookup(x => x.Indicator, x => new Target(x.Year, x.Value / 1.0000m,
            x.Source));
        return new Page<IndicatorView>([.. Indicator.All.Select(x => Of(x, new SetTargets(x, [.. set[x.Code]])))], null);
    }

    private static IndicatorView Of(Indicator x, SetTargets targets) => new(
        x.Code, x.Name, PrintedSheet.Of(x.Code)?.Purpose ?? $"Mide: {x.Name}. Acompaña a los indicadores oficiales.", x.Formula,
        "Porcentaje", x.Descending ? "Descendente" : "Ascendente", x.Periodicity, x.ByMonth ? OwnStock : Own,
        PrintedSheet.Of(x.Code)?.Baseline, PrintedSheet.Of(x.Code), x.Rule, x.Source is not null, x.Source, targets.All,
        [.. x.Exclusions.Select(e => e.Reason)], [.. PrintedHistory.All.Where(h => h.Indicator == x.Code)]);
}
