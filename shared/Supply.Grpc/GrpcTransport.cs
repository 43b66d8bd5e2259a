using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Feeds;
using Supply.Platform.Hosting;

namespace Supply.Grpc;

/// <summary>
/// gRPC behind the platform's seam for feeds (<see cref="IFeedSource"/>, <see cref="OfferedFeed"/>). Nothing else knows it.
/// Configuration: <c>Grpc:Url</c> (<c>http://127.0.0.1:9081</c>; absent: nothing is served), <c>Peers:{service}</c>, <c>Services:Key</c>.
/// </summary>
public static class GrpcTransport
{
    public static Transport Transport { get; } = new((builder, service) => Add(builder, service.Name));

    /// <param name="service">The caller in its tokens.</param>
    public static void Add(WebApplicationBuilder builder, string service)
    {
        var configuration = builder.Configuration;
        builder.Services.AddSingleton(x => new ServiceTokens(configuration, x.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IFeedSource>(x => new GrpcFeeds(service, configuration, x));
        if (configuration["Grpc:Url"] is { } url)
            builder.Services.AddSingleton<IHostedService>(x =>
                new GrpcListener(url, x.GetServices<OfferedFeed>(), x.GetRequiredService<ServiceTokens>(),
                x.GetRequiredService<IHostApplicationLifetime>(), x.GetRequiredService<ILoggerFactory>()));
    }
}
