using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Supply.Platform.Hosting;

/// <summary>
/// The program of every service: <c>migrate</c> applies its migrations, makes what its transports need, and ends; otherwise it
/// serves its routes and handles messages. Settings come from <c>appsettings.json</c>, the environment and the command line.
/// </summary>
public static class ServiceProgram
{
    public static async Task<int> Run(string[] args, SupplyService service, params Transport[] transports)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables()
            .AddCommandLine(args).Build();
        var migrate = args is ["migrate", ..];
        var options = new HostOptions
        {
            Urls = configuration["urls"] ?? "http://127.0.0.1:8081",
            DevTokens = configuration.GetValue("DevTokens:Enabled", false),
            Embedded = false,
            Relay = !migrate,
            Schedule = !migrate,
            Fill = !migrate,
            Migrate = migrate,
            Configure = builder =>
            {
                foreach (var transport in transports)
                    if (migrate)
                        transport.AddToMigrate?.Invoke(builder);
                    else
                        transport.Add(builder, service);
            },
        };
        await using var app = await SupplyHost.Build(args, options, [service]);
        if (!migrate)
        {
            await app.RunAsync();
            return 0;
        }
        foreach (var transport in transports)
            if (transport.Migrate is { } make && await make(app) is not 0 and var failed)
                return failed;
        return 0;
    }
}
