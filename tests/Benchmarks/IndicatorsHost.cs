using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supply.Indicators;
using Supply.Indicators.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using HostOptions = Supply.Platform.Hosting.HostOptions;

namespace Supply.Benchmarks;

/// <summary>The real Indicators service in this process, on a database of its own; nobody fires its jobs but the benchmark.</summary>
internal sealed class IndicatorsHost : IAsyncDisposable
{
    private const int InFlight = 128; // as many as a handler prefetches

    private readonly WebApplication app;

    private IndicatorsHost(WebApplication app, string connection) => (this.app, Connection) = (app, connection);

    public string Connection { get; }

    public static async Task<IndicatorsHost> Start(string postgres)
    {
        await BareConsumer.Execute(postgres + ";Database=postgres", "CREATE DATABASE bench_close");
        var connection = $"{postgres};Database=bench_close;Maximum Pool Size=20";
        var app = await SupplyHost.Build([], new HostOptions
        {
            Urls = "http://127.0.0.1:0", DevTokens = true, Relay = false, Schedule = false, Fill = false,
            Settings = new Dictionary<string, string?>
            {
                ["Database:Provider"] = "Postgres", ["Database:ConnectionString"] = connection,
                ["DevTokens:Key"] = Convert.ToBase64String(new byte[32]),
            },
            Configure = x => x.Logging.SetMinimumLevel(LogLevel.Warning),
        }, [new IndicatorsService()]);
        await app.StartAsync();
        return new(app, connection);
    }

    /// <summary>Hands messages of one type to all handlers of it, as the bus does.</summary>
    public async Task Deliver(IEnumerable<object> messages)
    {
        foreach (var alike in messages.GroupBy(x => x.GetType()))
            foreach (var group in alike.Chunk(InFlight))
            {
                List<Envelope> envelopes = [.. group.Select(x => new Envelope(Guid.CreateVersion7(), alike.Key.FullName!,
                    MessageJson.Write(x), "benchmark", TimeProvider.System.GetUtcNow(), Guid.CreateVersion7(), null, null))];
                foreach (var handler in app.Services.GetServices<ISubscription>().Where(x => x.MessageType == alike.Key.FullName))
                    if ((await handler.Run(envelopes, default)).FirstOrDefault(x => x.Error is not null).Error is { } error)
                        throw new WrongEndException($"{handler.Handler} did not take a message: {error.Message}");
            }
    }

    /// <exception cref="WrongEndException">It failed, set something aside, or was not done.</exception>
    public async Task<JobRunRow> Run(string name)
    {
        var job = app.Services.GetServices<ScheduledJob>().Single(x => x.Name == name);
        var run = await job.Runner.Run(job, "benchmark", default);
        return run is { Status: "done", SetAside: 0 } ? run : throw new WrongEndException($"{name} has {run.Status}: {run.Note}");
    }

    public async Task Db(Func<IndicatorsDb, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<IndicatorsDb>());
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var opened = new NpgsqlConnection(Connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
