using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>How far the running figures of a family stand.</summary>
internal sealed record FiguresState(DateTimeOffset? StandsStillSince, long SetAside)
{
    // The job runs every few seconds; a great load takes it minutes.
    private static readonly TimeSpan late = TimeSpan.FromMinutes(10);

    private static readonly FiguresState unpublished = new(null, 0);

    /// <summary>One row by key, and a count over the few rows of what was set aside. Of what was published nothing is to be said.</summary>
    public static async Task<FiguresState> Read(IndicatorsDb db, FigureQuery asked, CancellationToken ct)
    {
        if (asked.AsOf is not null)
            return unpublished;
        var orders = asked.Indicator.Family == Family.Orders;
        var state = await db.LogHeads.AsNoTracking().Select(x => new
        {
            x.BehindSince,
            SetAside = db.Uncounted.LongCount(y => orders ? y.Kind != DocumentKind.Prescription && y.Kind != DocumentKind.Report
                : y.Kind != DocumentKind.Order),
        }).SingleAsync(ct);
        return new(state.BehindSince < db.Origin.Clock.GetUtcNow() - late ? state.BehindSince : null, state.SetAside);
    }

    public FigureView On(FigureView figure) => figure with { StandsStillSince = StandsStillSince, SetAside = SetAside };
}
