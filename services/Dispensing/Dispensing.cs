using Microsoft.AspNetCore.Routing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Hosting;

namespace Supply.Dispensing;

/// <summary>Prescriptions, what was asked for and what was given.</summary>
public sealed class DispensingService() : SupplyService<DispensingDb>("dispensing")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }
}
