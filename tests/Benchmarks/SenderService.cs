using Microsoft.AspNetCore.Routing;
using Supply.Platform.Hosting;

namespace Supply.Benchmarks;

public sealed class SenderService() : SupplyService<SenderDb>("sender")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }
}
