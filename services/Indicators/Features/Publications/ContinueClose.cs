using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;

namespace Supply.Indicators.Features.Publications;

/// <summary>Goes on with a close that left figures unpublished because facts came in meanwhile; otherwise does nothing.</summary>
public sealed class ContinueClose(IndicatorsDb db, ClosePeriods close) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        if (await db.Rollovers.AnyAsync(x => x.CloseUnfinished, ct))
            await close.Run(progress, ct);
    }
}
