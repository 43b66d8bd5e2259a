using Microsoft.AspNetCore.Routing;
using Supply.Platform.Hosting;

namespace Supply.Benchmarks;

public sealed class ReceiverService() : SupplyService<ReceiverDb>("receiver")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }

    protected override void Handlers(HandlerList<ReceiverDb> on) =>
        on.On<ToAdd, AddDocument>("add-document").On<ToFind, FindDocument>("find-document").On<ToQuery, QueryDocument>("query-document");
}
