using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Hosting;
using Supply.Platform.Messaging;
using Supply.Samples;

// Programs for tests that kill them; settings come from the environment. Two small services in one process, or with
// "clockwork" a copy of one that only has jobs, as in the distributed mode; with "clockwork migrate" its migrations.
// What serves says where it listens.
var clockwork = args is ["clockwork", ..];
var migrate = args is [.., "migrate"];
await using var app = await SupplyHost.Build([], new Supply.Platform.Hosting.HostOptions
{
    Urls = "http://127.0.0.1:0",
    DevTokens = true,
    Embedded = !clockwork,
    Relay = !clockwork,
    Schedule = clockwork && !migrate,
    Migrate = !clockwork || migrate,
    Retry = new RetryPolicy(2, TimeSpan.FromMilliseconds(5)),
    Configure = x => x.Logging.ClearProviders(),
}, clockwork ? [new ClockworkService()] : [new AlphaService(), new BetaService()]);
if (migrate)
    return;
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await app.WaitForShutdownAsync();
