using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

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

    /// <summary>Every service with a copy of the catalogue keeps it by the same handlers, each on its own queue.</summary>
    internal void KeepCatalogue()
    {
        if (typeof(TDb).IsAssignableTo(typeof(ReferenceDb)))
            typeof(HandlerList<TDb>).GetMethod(nameof(KeepReference), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(typeof(TDb)).Invoke(this, null);
    }

    private void KeepReference<TReference>() where TReference : ReferenceDb, TDb
    {
        On<ItemPublished, KeepItem<TReference>>("keep-item");
        On<FacilityPublished, KeepFacility<TReference>>("keep-facility");
        On<BuyerPublished, KeepBuyer<TReference>>("keep-buyer");
        On<FormularyPublished, KeepFormulary<TReference>>("keep-formulary");
    }
}
