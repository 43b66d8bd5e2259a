using System.IO.Compression;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Persistence;
using Supply.Platform.Feeds;

namespace Supply.Grpc;

/// <summary>
/// Serves the feeds that this process offers over HTTP/2 without TLS at <c>Grpc:Url</c>, on a server of its own beside the
/// public one: nothing of the HTTP routes can be reached here, and none of this there.
/// </summary>
internal sealed class GrpcListener(
    string url, IEnumerable<OfferedFeed> feeds, ServiceTokens tokens, IHostApplicationLifetime life, ILoggerFactory logs)
        : IHostedService, IAsyncDisposable
{
    /// <summary>Bytes of one message, either way.</summary>
    public const int LargestMessage = 4 * 1024 * 1024;

    private WebApplication? server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(x => x.Protocols = HttpProtocols.Http2);
            kestrel.Limits.MinResponseDataRate = null; // a reader that is busy with what it has may take its time
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(20); // and one that is gone is noticed by this
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.AddSingleton(logs).AddSingleton(new FeedServer(feeds, life))
            .AddSingleton<IServiceMethodProvider<FeedServer>>(new FeedMethods(feeds));
        builder.Services.AddSingleton(new Guard(tokens, logs.CreateLogger<GrpcListener>()));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = LargestMessage;
            grpc.MaxSendMessageSize = LargestMessage;
            (grpc.ResponseCompressionAlgorithm, grpc.ResponseCompressionLevel) = ("gzip", CompressionLevel.Fastest);
            grpc.Interceptors.Add<Guard>();
        });
        server = builder.Build();
        server.MapGrpcService<FeedServer>();
        await server.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Lets in who has a token for the service that is asked, and lets no exception's text out.</summary>
    private sealed class Guard(ServiceTokens tokens, ILogger log) : Interceptor
    {
        public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
                ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            tokens.Check(context.RequestHeaders, addressee: context.Method.Split('.')[1]); // of /supply.catalog.v1.Catalog/Snapshot
            try
            {
                await continuation(request, responseStream, context);
            }
            catch (ResumeKeyException e)
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, e.Message));
            }
            catch (Exception e) when (e is not RpcException && !context.CancellationToken.IsCancellationRequested
                && Database.IsInfrastructure(e))
            {
                log.LogWarning(e, "{Method} could not read", context.Method);
                throw new RpcException(new Status(StatusCode.Unavailable, "The service cannot read its data now."));
            }
        }
    }

    /// <summary>It lives as long as the process's own host; signals are that one's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
