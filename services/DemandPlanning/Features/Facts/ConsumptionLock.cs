using Supply.DemandPlanning.Persistence;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>
/// The monthly rows are changed by one transaction at a time: two copies of the service that count groups of documents touch the
/// same months in different orders and would deadlock. One instance for each transaction.
/// </summary>
internal sealed class ConsumptionLock(PlanningDb db)
{
    private bool taken;

    public async Task Take(CancellationToken ct)
    {
        if (taken)
            return;
        await db.LockByName("consumption", ct);
        taken = true;
    }
}
