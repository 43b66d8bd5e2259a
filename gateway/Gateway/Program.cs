using Supply.Gateway;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Http.OpenApi;
using Supply.Platform.Operations;
using Supply.Platform.Persistence;
using Supply.Platform.Telemetry;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

// Settings come from appsettings.json, the environment and the command line; further copies of a service are
// ReverseProxy:Clusters:{service}:Destinations:{name}:Address.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddTelemetry("gateway");
builder.AddEdge(builder.Configuration["Urls"]!, builder.Configuration.GetValue("DevTokens:Enabled", false), TimeProvider.System);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    // Rural links are slow and stop; the services say which of their routes wait for them.
    kestrel.Limits.MinRequestBodyDataRate = null;
    kestrel.Limits.MinResponseDataRate = null;
});
builder.Services.AddSingleton<IPassiveHealthCheckPolicy, OutAtFirstFailure>();
builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy")).AddConfigFilter<ClusterDefaults>()
    .ConfigureHttpClient((_, http) => http.ConnectTimeout = ClusterDefaults.ConnectWithin)
    .AddTransforms(x => x.AddRequestTransform(request =>
    {
        request.ProxyRequest.Headers.Remove("X-Correlation-Id");
        request.ProxyRequest.Headers.Add("X-Correlation-Id", request.HttpContext.Features.Get<Origin>()!.CorrelationId.ToString());
        return default;
    }));

var services = builder.Configuration.GetSection("ReverseProxy:Clusters").GetChildren().Select(x => x.Key).ToList();

var app = builder.Build();
app.UseEdge();
app.UseWebPages();
app.MapLiveAndServing();
app.MapGet("/health/ready", (IProxyStateLookup proxy) =>
    Readiness.Answer([.. proxy.GetClusters().Where(x => !x.HasDestination()).Select(x => $"{x.ClusterId}: no destination").Order()]))
    .AllowAll("a probe carries no token");
var reads = new ServiceReads(app.Services.GetRequiredService<IProxyStateLookup>());
app.MapAudit(services, reads.Audit);
app.MapToDo(services, reads.ToDo);
app.MapDocs([.. services, Edge.Name]);
app.MapReverseProxy(proxy =>
{
    proxy.Use(LiveStreams.EndWhenDrained);
    proxy.Use(AnotherDestination.Forward);
    proxy.UseLoadBalancing();
    proxy.UsePassiveHealthChecks();
});
await app.RunAsync();
