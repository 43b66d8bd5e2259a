using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Bus;
using Supply.Platform.Hosting;
using Supply.Platform.Messaging;
using Supply.Samples;

// Programs for tests that kill them; settings come from the environment. Two small services in one process; where Bus:Nodes
// names a broker the first of them alone; with "clockwork" a copy of one that only has jobs. What serves says where it listens.
//   clockwork                    the version of today        clockwork migrate          its migrations
//   clockwork lacks JOB ...      a version without them      clockwork quartz [tables]  the version before Hangfire; its tables
var clockwork = args is ["clockwork", ..];
var migrate = args is [.., "migrate"];
var quartz = args is ["clockwork", "quartz", ..];
var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var bus = settings["Bus:Nodes"] is not null;
if (args is [.., "tables"])
{
    await QuartzCopy.MakeTables(settings);
    return;
}
await using var app = await SupplyHost.Build([], new Supply.Platform.Hosting.HostOptions
{
    Urls = "http://127.0.0.1:0",
    DevTokens = true,
    Embedded = !clockwork && !bus,
    Relay = !clockwork,
    Schedule = clockwork && !migrate && !quartz,
    Migrate = !clockwork || migrate,
    Retry = new RetryPolicy(2, TimeSpan.FromMilliseconds(5)),
    Configure = x =>
    {
        x.Logging.ClearProviders();
        if (bus)
            BusTransport.Add(x);
        if (quartz)
            QuartzCopy.AddTo(x.Services, x.Configuration);
    },
}, clockwork ? [new ClockworkService(args is ["clockwork", "lacks", .. var lacks] ? lacks : [])] : bus ? [new AlphaService()]
    : [new AlphaService(), new BetaService()]);
if (migrate)
    return;
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await app.WaitForShutdownAsync();
