using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Targets;

public static class GetTarget
{
    [EndpointSummary("What an indicator shall reach in a year: as central supply has set it, else as the documents print it.")]
    public static async Task<Reply<TargetView>> Handle(string indicator, int year, IndicatorsDb db, CancellationToken ct)
    {
        if (Indicator.WithCode(indicator) is not { } known)
            return Refusals.NoSuchIndicator(indicator);
        if (await db.Targets.AsNoTracking().SingleOrDefaultAsync(x => x.Indicator == known.Code && x.Year == year, ct) is { } set)
            return TargetView.Of(set);
        return known.Targets.FirstOrDefault(x => x.Year == year) is { } printed ? TargetView.Of(known.Code, printed)
            : Refusals.NoTarget(known.Code, year);
    }
}
