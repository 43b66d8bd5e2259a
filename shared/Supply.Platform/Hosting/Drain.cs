using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Supply.Platform.Http;

namespace Supply.Platform.Hosting;

/// <summary>
/// A stop that callers do not notice. When the process is told to end, <c>/health/serving</c> answers 503 for
/// <c>Drain:Seconds</c> (0; 5 behind the gateway), so that load balancers turn elsewhere, while everything is still
/// served. Then long streams end, no connection is taken any more, running requests finish within 30 s, and after them
/// the relay, the bus and the jobs stop.
/// </summary>
public sealed class Drain(IConfiguration configuration) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan requestsFinishWithin = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource over = new();
    private volatile bool draining;

    /// <summary>
    /// Signals that streams without an end of their own have to end now: after the line, message or page that was last committed.
    /// </summary>
    public CancellationToken Over => over.Token;

    internal static TimeSpan Time(IConfiguration configuration) => TimeSpan.FromSeconds(configuration.GetValue("Drain:Seconds", 0.0));

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining = true;
        if (Time(configuration) is { Ticks: > 0 } time)
            await Task.Delay(time, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await over.CancelAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => over.Dispose();

    internal static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(x => x.GetRequiredService<Drain>());
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(x => x.ShutdownTimeout =
            Time(builder.Configuration) + requestsFinishWithin);
    }

    /// <summary>Connections that stay open would bring their next request to a process that is about to end.</summary>
    internal static Task CloseConnections(HttpContext context, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<Drain>().draining && HttpProtocol.IsHttp11(context.Request.Protocol))
            context.Response.Headers.Connection = "close";
        return next(context);
    }

    /// <summary>What a load balancer asks.</summary>
    internal IResult Serving() => draining
        ? Results.Text("draining", statusCode: StatusCodes.Status503ServiceUnavailable)
        : Results.Text("serving");
}
