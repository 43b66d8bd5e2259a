using System.Reflection;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supply.Platform.Hosting;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Bus;

/// <summary>
/// MassTransit over RabbitMQ behind the platform's two seams: it is where the relay sends (<see cref="BusDispatch"/>)
/// and what hands messages to the handlers (<see cref="HandlerFilter{TDb,TMessage,THandler}"/>). Nothing else knows it.
/// Configuration: <see cref="BusSettings"/>.
/// </summary>
public static class BusTransport
{
    private static readonly TimeSpan declareWithin = TimeSpan.FromSeconds(45);

    /// <summary><c>migrate</c> makes the queues where <c>Bus:Host</c> or <c>Bus:Nodes</c> names a broker.</summary>
    public static Transport Transport { get; } = new((builder, _) => Add(builder), AddTopology, Declare);

    public static void Add(WebApplicationBuilder builder) => Add(builder, topologyOnly: false);

    /// <summary>For a program that only makes the queues and ends (<see cref="DeclareQueues"/>).</summary>
    public static void AddTopology(WebApplicationBuilder builder) => Add(builder, topologyOnly: true);

    /// <summary>
    /// Makes the service's queues and binds them, for an operator who wants to see them before anything runs; who publishes
    /// makes them too (<see cref="Publisher"/>).
    /// </summary>
    /// <exception cref="TimeoutException">
    /// Some answer of the broker never came. It happens while a cluster elects the leaders of new queues; asked again, it does it in a
    /// second.
    /// </exception>
    public static Task DeclareQueues(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<IBusControl>().DeployAsync(ct)
            .WaitAsync(declareWithin, services.GetRequiredService<TimeProvider>(), ct);

    private static async Task<int> Declare(WebApplication app)
    {
        if ((app.Configuration["Bus:Host"] ?? app.Configuration["Bus:Nodes"]) is null)
            return 0;
        try
        {
            await DeclareQueues(app.Services, default);
        }
        catch (TimeoutException e)
        {
            await Console.Error.WriteLineAsync($"The queues could not be declared: {e.Message} Run migrate again.");
            Environment.Exit(1); // what waits for the answer would be waited for
        }
        return 0;
    }

    private static void Add(WebApplicationBuilder builder, bool topologyOnly)
    {
        var settings = new BusSettings(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.TryAddSingleton(Subscribers.OfTheHouse);
        builder.Services.AddSingleton<Publisher>();
        builder.Services.Configure<MassTransitHostOptions>(x =>
        {
            x.WaitUntilStarted = false; // recording goes on while the broker is away
            x.ConsumerStopTimeout = TimeSpan.FromSeconds(5); // then those that wait for their database are told to let go
            x.StopTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddSingleton<IDispatch, BusDispatch>();
        builder.Services.AddReadiness("broker", (provider, _) =>
            Task.FromResult(provider.GetRequiredService<IBusControl>().CheckHealth() is { Status: not BusHealthStatus.Healthy } health
                ? health.Status.ToString() : null));
        builder.Services.AddSingleton(typeof(MessageBatcher<,,>));
        var subscriptions =
            builder.Services.Where(x => x.ServiceType.IsGenericType && x.ServiceType.GetGenericTypeDefinition() == typeof(Subscription<,,>))
            .Select(x => x.ServiceType.GetGenericArguments()).ToList();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry(); // else it sends the names of hosts and queues to its makers, from version 8.5 on
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(settings.Host, x =>
                {
                    x.Username(settings.User);
                    x.Password(settings.Password);
                    if (settings.Nodes is { Length: > 0 } nodes)
                        x.UseCluster(cluster => Array.ForEach(nodes, cluster.Node));
                    x.Heartbeat(TimeSpan.FromSeconds(5));
                    x.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
                    x.ContinuationTimeout(TimeSpan.FromSeconds(10));
                });
                rabbit.DeployTopologyOnly = topologyOnly;
                foreach (var types in subscriptions)
                    typeof(BusTransport).GetMethod(nameof(Receive), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types)
                        .Invoke(null, [context, rabbit]);
            });
        });
    }

    private static void Receive<TDb, TMessage, THandler>(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit)
        where TDb : SupplyDb
        where TMessage : class
        where THandler : class, IHandle<TMessage>
    {
        var settings = context.GetRequiredService<BusSettings>();
        var subscription = context.GetRequiredService<Subscription<TDb, TMessage, THandler>>();
        rabbit.ReceiveEndpoint(subscription.Handler, endpoint =>
        {
            // of three members where the cluster has them: the broker's own default, and the same arguments on one node
            endpoint.SetQuorumQueue();
            endpoint.PrefetchCount = settings.Prefetch(subscription.Handler);
            endpoint.ConcurrentMessageLimit = settings.Concurrency(subscription.Handler);
            endpoint.Bind<TMessage>();
            var filter = ActivatorUtilities.CreateInstance<HandlerFilter<TDb, TMessage, THandler>>(context);
            endpoint.ConfigureReceive(x => x.UseFilter(filter));
        });
    }
}
