using Microsoft.AspNetCore.Routing;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Hosting;

namespace Supply.DemandPlanning;

/// <summary>Consumption, average monthly consumption (CPM) and the consolidated demand.</summary>
public sealed class DemandPlanningService() : SupplyService<PlanningDb>("planning")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }
}
