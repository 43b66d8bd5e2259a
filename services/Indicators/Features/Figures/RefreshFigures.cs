using Microsoft.Extensions.Configuration;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;

namespace Supply.Indicators.Features.Figures;

/// <summary>Brings the running figures up to the tallies. Cost grows with what changed since the last run.</summary>
public sealed class RefreshFigures(IndicatorsDb db, TimeProvider clock, IConfiguration configuration) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var refresh = new Refresh(db, clock, progress, Refresh.LimitOf(configuration));
        var upToDate = await refresh.Run(ct);
        progress.Did(refresh.Done, upToDate ? null : $"{refresh.Done} tallies and figures in this run; the next one goes on");
    }
}
