using Microsoft.Extensions.Configuration;
using Supply.Grpc;
using Supply.Platform.Hosting;

namespace Supply.Bus;

/// <summary>
/// The program of every service: <c>migrate</c> applies its migrations, makes its queues where <c>Bus:Host</c> or <c>Bus:Nodes</c>
/// names a broker, and ends; otherwise it serves its routes and
/// handles messages over the broker. Settings come from <c>appsettings.json</c>, the environment and the command line.
/// </summary>
public static class ServiceProgram
{
    public static async Task<int> Run(string[] args, SupplyService service)
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
            Configure = migrate ? BusTransport.AddTopology : builder =>
            {
                BusTransport.Add(builder);
                GrpcTransport.Add(builder, service.Name);
            },
        };
        await using var app = await SupplyHost.Build(args, options, [service]);
        if (!migrate)
            await app.RunAsync();
        else if ((app.Configuration["Bus:Host"] ?? app.Configuration["Bus:Nodes"]) is not null)
            await Declare(app.Services);
        return 0;
    }

    private static async Task Declare(IServiceProvider services)
    {
        try
        {
            await BusTransport.DeclareQueues(services, default);
        }
        catch (TimeoutException e)
        {
            await Console.Error.WriteLineAsync($"The queues could not be declared: {e.Message} Run migrate again.");
            Environment.Exit(1); // what waits for the answer would be waited for
        }
    }
}
