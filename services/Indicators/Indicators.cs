using Microsoft.AspNetCore.Routing;
using Supply.Indicators.Persistence;
using Supply.Platform.Hosting;

namespace Supply.Indicators;

/// <summary>The fact log and the fill rates that anyone can audit.</summary>
public sealed class IndicatorsService() : SupplyService<IndicatorsDb>("indicators")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }
}
