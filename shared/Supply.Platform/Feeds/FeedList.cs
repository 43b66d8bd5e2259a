using Microsoft.Extensions.DependencyInjection;

namespace Supply.Platform.Feeds;

/// <summary>Which feeds a service offers.</summary>
public sealed class FeedList(IServiceCollection services)
{
    public FeedList Offer<TReader>(Feed feed) where TReader : class, IFeed
    {
        services.AddScoped<TReader>();
        services.AddSingleton(x => new OfferedFeed(feed, typeof(TReader), x.GetRequiredService<IServiceScopeFactory>()));
        return this;
    }
}
