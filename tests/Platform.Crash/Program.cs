using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Bus;
using Supply.Platform.Hosting;
using Supply.Platform.Messaging;
using Supply.Samples;

// Two small services in one process, or where Bus:Nodes names a broker the first of them alone, for a test that kills it.
// Settings come from the environment; it says where it listens.
var distributed = new ConfigurationBuilder().AddEnvironmentVariables().Build()["Bus:Nodes"] is not null;
SupplyService[] services = distributed ? [new AlphaService()] : [new AlphaService(), new BetaService()];
var builder = await SupplyHost.Build(args, new Supply.Platform.Hosting.HostOptions
{
    Urls = "http://127.0.0.1:0",
    DevTokens = true,
    Embedded = !distributed,
    Schedule = false,
    Retry = new RetryPolicy(2, TimeSpan.FromMilliseconds(5)),
    Configure = x =>
    {
        x.Logging.ClearProviders();
        if (distributed)
            BusTransport.Add(x);
    },
}, services);
await builder.StartAsync();
Console.WriteLine(builder.Urls.Single());
await builder.WaitForShutdownAsync();
