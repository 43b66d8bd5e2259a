using MassTransit;
using Supply.Catalog;
using Supply.Platform.Messaging;

namespace Supply.Bad.Features.Notes;

public static class SliceThatPublishes
{
    public static async Task Handle(IBus bus) => await bus.Publish(new object());
}

public static class SliceThatDispatches
{
    public static async Task Handle(IDispatch dispatch) => await dispatch.Deliver([], default);
}

public static class SliceThatKnowsAnotherService
{
    public static object Handle() => new CatalogService();
}

public static class SliceAsItShouldBe
{
    public static int Handle() => 1;
}
