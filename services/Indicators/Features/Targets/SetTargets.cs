using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Targets;

/// <summary>An indicator's targets by year: those that were set, and where none was, those that the documents print.</summary>
internal sealed class SetTargets(Indicator indicator, IReadOnlyCollection<Target> set)
{
    public static async Task<SetTargets> Read(IndicatorsDb db, Indicator indicator, CancellationToken ct)
    {
        var code = indicator.Code;
        var rows = await db.Targets.AsNoTracking().Where(x => x.Indicator == code).OrderBy(x => x.Year).ToListAsync(ct);
        return new(indicator, [.. rows.Select(x => new Target(x.Year, x.Value / 1.0000m, x.Source))]);
    }

    public IReadOnlyList<Target> All => [.. indicator.Targets.Where(x => set.All(y => y.Year != x.Year)).Concat(set).OrderBy(x => x.Year)];

    public decimal? Of(int year) => (set.FirstOrDefault(x => x.Year == year) ?? indicator.Targets.FirstOrDefault(x =>
        x.Year == year))?.Value;
}
