using System.Runtime.InteropServices;
using Supply.Testing;
using Supply.Testing.Servers;

// usage: Supply.Testing.Servers [postgres] [rabbitmq] [sqlserver]
// Prints NAME=VALUE for each (where it is, or why there is none) and "ready"; ends, and its servers with it, when standard input ends.
// Exit code 1: one that SUPPLY_TEST_REQUIRE names is not there.

var output = Console.Out;
Console.SetOut(Console.Error); // Testcontainers tells its progress there
var told = new TaskCompletionSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    told.TrySetResult();
});
// Ctrl+C reaches everything on the terminal; who uses the servers closes the input when nothing needs them any more.
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, x => x.Cancel = true);

await using var servers = new ServerStarter(Environment.GetEnvironmentVariable, new ContainerEngine(Environment.GetEnvironmentVariable));
var found = await servers.Find([.. args.Select(TestServers.Named)]);
foreach (var line in found.Select(x => x.Setting))
    output.WriteLine(line);
if (TestServers.Required(Environment.GetEnvironmentVariable).Select(x => found.FirstOrDefault(y => y.Server == x))
    .FirstOrDefault(x => x?.Missing is not null) is { } absent)
{
    Console.Error.WriteLine($"SUPPLY_TEST_REQUIRE wants {TestServers.Title(absent.Server)}: {absent.Missing}");
    return 1;
}
output.WriteLine("ready");
// A read that has begun cannot be cancelled.
await Task.WhenAny(Task.Run(() => Console.OpenStandardInput().CopyToAsync(Stream.Null)), told.Task);
return 0;
