using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;
using Supply.Platform.Messaging;
using Supply.Samples;

// Two small services in one process, for a test that kills it. Settings come from the environment; it says where it listens.
var builder = await SupplyHost.Build(args, new Supply.Platform.Hosting.HostOptions
{
    Urls = "http://127.0.0.1:0",
    DevTokens = true,
    Schedule = false,
    Retry = new RetryPolicy(2, TimeSpan.FromMilliseconds(5)),
    Configure = x => x.Logging.ClearProviders(),
}, [new AlphaService(), new BetaService()]);
await builder.StartAsync();
Console.WriteLine(builder.Urls.Single());
await builder.WaitForShutdownAsync();
