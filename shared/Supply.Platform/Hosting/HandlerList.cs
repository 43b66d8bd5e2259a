using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Hosting;

/// <summary>Which handler takes which message.</summary>
public sealed class HandlerList<TDb>(string service, IServiceCollection services) where TDb : SupplyDb
{
    /// <param name="name">
    /// <c>post-prescription</c>: with the service's name before it the handler's queue and its identity in the inbox. It stays when
    /// the class is renamed: another name is another queue, to which old messages are new.
    /// </param>
    public HandlerList<TDb> On<TMessage, THandler>(string name) where TMessage : class where THandler : class, IHandle<TMessage>
    {
        services.AddScoped<THandler>();
        services.AddSingleton(x => new Subscription<TDb, TMessage, THandler>(service, name, x.GetRequiredService<IServiceScopeFactory>(),
            x.GetRequiredService<TimeProvider>(), x.GetRequiredService<ILogger<TDb>>()));
        services.AddSingleton<ISubscription>(x => x.GetRequiredService<Subscription<TDb, TMessage, THandler>>());
        return this;
    }
}
