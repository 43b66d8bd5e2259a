using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Supply.Gateway.Tests;

/// <summary>A copy of a service that does what a test wants of it.</summary>
public sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication app;
    private volatile bool draining;
    private int served;

    private Backend(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";
    public int Served => served;

    /// <summary>Probes get 503; requests are still served.</summary>
    public bool Draining { set => draining = value; }

    public static async Task<Backend> Start(RequestDelegate serve)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(x => x.Limits.MaxRequestBodySize = null);
        var backend = new Backend(builder.Build());
        backend.app.MapGet("/health/serving", () => Results.StatusCode(backend.draining ? 503 : 200));
        backend.app.MapFallback(context =>
        {
            Interlocked.Increment(ref backend.served);
            return serve(context);
        });
        await backend.app.StartAsync();
        backend.Address = backend.app.Urls.Single() + "/";
        return backend;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
