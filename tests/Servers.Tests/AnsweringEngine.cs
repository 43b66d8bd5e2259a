using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Supply.Servers.Tests;

/// <summary>Answers the question whether it is there as a container engine does, and can do nothing else.</summary>
internal sealed class AnsweringEngine : IAsyncDisposable
{
    private readonly WebApplication app;

    private AnsweringEngine(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single().Replace("http://", "tcp://", StringComparison.Ordinal);

    public static async Task<AnsweringEngine> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/_ping", () => Results.Text("OK"));
        app.MapGet("/{version}/_ping", (string version) => Results.Text("OK"));
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
