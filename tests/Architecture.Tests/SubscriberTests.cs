using Microsoft.Extensions.DependencyInjection;
using Supply.Bus;
using Supply.Platform.Messaging;

namespace Supply.Architecture.Tests;

/// <summary>What the publishers believe about who hears them.</summary>
public sealed class SubscriberTests
{
    [Fact]
    public async Task The_table_of_subscribers_names_every_handler_of_the_house()
    {
        await using var host = await ServiceHost.Start(House.Services, relay: false);
        var handlers = host.Services.GetServices<ISubscription>().Select(x => (x.MessageType, x.Handler));
        Assert.Equal(handlers.Order(), Subscribers.OfTheHouse.Queues.SelectMany(x => x.Value.Select(queue => (x.Key, queue))).Order());
    }
}
