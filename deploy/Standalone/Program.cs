using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Supply.Authority;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Standalone;
using Supply.Standalone.Demo;

if (Options.Parse(args).Refused(out var why, out var options))
{
    Console.Error.WriteLine(why.Detail);
    return 2;
}
var named = new ConfigurationBuilder().AddEnvironmentVariables().Build()["Tokens:Authority"];
var authority = string.IsNullOrWhiteSpace(named) ? new AuthorityOptions(options.Address, options.Data) : null;
await using var app = await SupplyHost.Build([], options.ToHost(authority), Options.Services);
app.UseWebPages();
Uri? first = null;
if (authority is not null)
{
    app.MapAuthority();
    first = await app.PrepareAuthority();
}
await app.StartAsync();
if (options.Demo > 0)
    await DemoRun.Fill(app, options, Console.Out);
Console.WriteLine(options.Greeting(first, authority is not null));
await app.WaitForShutdownAsync();
return 0;
