using Microsoft.Extensions.DependencyInjection;
using Supply.Bus;
using Supply.Platform.Messaging;

namespace Supply.Architecture.Tests;

/// <summary>What the publishers believe about who hears them.</summary>
public sealed class SubscriberTests
{
    /// <summary>
    /// Names of queues and of handlers in the inbox, as they are in use. A new name is another queue, to which every old message is
    /// new: it is added here, and an old one goes only when its queue is empty and its handler is gone.
    /// </summary>
    private static readonly string[] approved =
    [
        "dispensing-continue-verification",
        "dispensing-keep-facility",
        "dispensing-keep-item",
        "dispensing-verify-when-facility-published",
        "dispensing-verify-when-item-published",
        "indicators-keep-facility",
        "indicators-keep-formulary",
        "indicators-keep-item",
        "indicators-keep-stock-out-days",
        "indicators-keep-stock-position",
        "indicators-record-order",
        "indicators-record-place",
        "indicators-record-prescription",
        "indicators-record-product",
        "indicators-record-report",
        "inventory-keep-facility",
        "inventory-keep-funding-source",
        "inventory-keep-location",
        "inventory-keep-supply-order",
        "inventory-post-prescription",
        "orders-apply-receipt",
        "orders-apply-shipment",
        "orders-keep-approved-demand",
        "orders-keep-buyer",
        "orders-keep-facility",
        "orders-keep-formulary",
        "orders-keep-item",
        "orders-keep-position",
        "orders-keep-recall",
        "planning-count-daily-report",
        "planning-count-prescription",
        "planning-keep-buyer",
        "planning-keep-facility",
        "planning-keep-formulary",
        "planning-keep-item",
        "planning-keep-stock-out-days",
        "planning-keep-stock-position",
    ];

    [Fact]
    public async Task Queues_and_inbox_identities_keep_the_names_that_are_in_use()
    {
        await using var host = await ServiceHost.Start(House.Services, relay: false);
        var names = host.Services.GetServices<ISubscription>().Select(x => x.Handler).ToList();
        Assert.Equal(approved, names.Order(StringComparer.Ordinal));
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, x => Assert.InRange(x.Length, 1, 100)); // the inbox's column
    }

    [Fact]
    public async Task The_table_of_subscribers_names_every_handler_of_the_house()
    {
        await using var host = await ServiceHost.Start(House.Services, relay: false);
        var handlers = host.Services.GetServices<ISubscription>().Select(x => (x.MessageType, x.Handler));
        Assert.Equal(handlers.Order(), Subscribers.OfTheHouse.Queues.SelectMany(x => x.Value.Select(queue => (x.Key, queue))).Order());
    }
}
