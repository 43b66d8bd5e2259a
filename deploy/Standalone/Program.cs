using Microsoft.Extensions.Hosting;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Standalone;
using Supply.Standalone.Demo;

if (Options.Parse(args).Refused(out var why, out var options))
{
    Console.Error.WriteLine(why.Detail);
    return 2;
}
await using var app = await SupplyHost.Build([], options.ToHost(), Options.Services);
app.UseWebPages();
await app.StartAsync();
if (options.Demo > 0)
    await DemoRun.Fill(app, options, Console.Out);
Console.WriteLine(options.Greeting());
await app.WaitForShutdownAsync();
return 0;
