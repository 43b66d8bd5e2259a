using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supply.Bus;
using Supply.Platform.Hosting;
using HostOptions = Supply.Platform.Hosting.HostOptions;

namespace Supply.Benchmarks;

/// <summary>One real service in this process on PostgreSQL and RabbitMQ; what it sends stays in its outbox.</summary>
internal sealed class ServiceConsumer : IAsyncDisposable
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    private readonly WebApplication app;
    private readonly IBusControl sender;
    private readonly string connection;
    private long expected;

    private ServiceConsumer(WebApplication app, IBusControl sender, string connection, string queue) =>
        (this.app, this.sender, this.connection, Queue) = (app, sender, connection, queue);

    /// <summary>Named as the handler.</summary>
    public string Queue { get; }

    /// <summary>With the catalogue.</summary>
    public static async Task<ServiceConsumer> Start(SupplyService service, string handler, string postgres, string rabbit, Network network)
    {
        var database = $"bench_{service.Name}_{handler.Replace('-', '_')}";
        await BareConsumer.Execute(postgres + ";Database=postgres", $"CREATE DATABASE {database}");
        var connection = $"{postgres};Database={database};Maximum Pool Size=20";
        var app = await SupplyHost.Build([], new HostOptions
        {
            Urls = "http://127.0.0.1:0", DevTokens = true, Embedded = false, Relay = false, Schedule = false, Fill = false,
            Settings = new Dictionary<string, string?>
            {
                ["Database:Provider"] = "Postgres", ["Database:ConnectionString"] = connection, ["Bus:Nodes"] = rabbit,
                ["DevTokens:Key"] = Convert.ToBase64String(new byte[32]),
            },
            Configure = x =>
            {
                x.Logging.SetMinimumLevel(LogLevel.Warning);
                BusTransport.Add(x);
            },
        }, [service]);
        await app.StartAsync();
        var sender = BareConsumer.Bus(rabbit, _ => { });
        await sender.StartAsync();
        var consumer = new ServiceConsumer(app, sender, connection, $"{service.Name}-{handler}");
        await consumer.Catalogue(service, network);
        return consumer;
    }

    /// <returns>
    /// Messages a second and microseconds of processor time for each, from the start of the bus on a full queue to the last commit.
    /// </returns>
    public async Task<(double Rate, double Cpu)> Take<T>(IReadOnlyList<T> messages) where T : class
    {
        var bus = app.Services.GetRequiredService<IBusControl>();
        await bus.StopAsync();
        await BareConsumer.Fill(sender, Queue, messages);
        await BareConsumer.Execute(connection, "VACUUM ANALYZE");
        expected += messages.Count;
        var (cpu, began) = (Cpu.Now(), TimeProvider.System.GetTimestamp());
        await bus.StartAsync();
        await Handled(Queue, expected);
        var rate = messages.Count / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var used = Cpu.Now().Since(cpu, messages.Count).All;
        if (await Ask("SELECT count(*) FROM parked") is > 0 and var parked)
            throw new WrongEndException($"{Queue} has parked {parked} messages");
        return (rate, used);
    }

    /// <summary>A lot of each clave at each facility.</summary>
    public async Task Stock(Network network)
    {
        using var api = Client();
        await Load.Each(network.Facilities.Length, i => network.Stock(api, network.Facilities[i]));
    }

    /// <summary>Orders of five lines, approved, as many.</summary>
    public async Task<List<(Guid Id, string Facility, List<string> Claves)>> Orders(Network network, int count)
    {
        using var api = Client();
        var random = new Random(8);
        var orders = Enumerable.Range(0, count).Select(i => (Id: Guid.CreateVersion7(),
            Facility: network.Facilities[i * 7 % network.Facilities.Length], Claves: network.Distinct(random, 5).ToList())).ToList();
        await Load.Each(count, async i =>
        {
            var x = orders[i];
            var state = Messages.StateOf(x.Facility);
            await api.Put("state", state, $"/orders/supply-orders/{x.Id}", new
            {
                state, issuedOn = network.Today.AddDays(-10), source = new { kind = "warehouse", id = Network.WarehouseOf(x.Facility) },
                destination = x.Facility, promisedOn = network.Today, emergency = false,
                lines = x.Claves.Select(clave => new { clave, quantity = 20 }),
            });
            await api.Post("central", null, $"/orders/supply-orders/{x.Id}/approve", new { });
        });
        return orders;
    }

    public async ValueTask DisposeAsync()
    {
        await sender.StopAsync();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private Api Client() => new(new Uri(app.Urls.First()));

    private async Task Catalogue(SupplyService service, Network network)
    {
        foreach (var alike in Messages.Catalogue(network).GroupBy(x => x.GetType().FullName!))
            foreach (var queue in Subscribers.OfTheHouse.Of(alike.Key))
                if (queue.StartsWith(service.Name + "-", StringComparison.Ordinal))
                    await Take(queue, [.. alike]);
    }

    private async Task Take(string queue, IReadOnlyList<object> messages)
    {
        await BareConsumer.Fill(sender, queue, messages);
        await Handled(queue, messages.Count);
    }

    /// <summary>The inbox has a row for each message that the handler is done with.</summary>
    private async Task Handled(string handler, long count)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await Ask($"SELECT count(*) FROM inbox WHERE handler = '{handler}'") is var done && done != count)
        {
            if (done > count || TimeProvider.System.GetElapsedTime(began) > limit)
                throw new WrongEndException($"{handler} is done with {done} messages, not {count}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private async Task<long> Ask(string sql)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(sql, opened);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
