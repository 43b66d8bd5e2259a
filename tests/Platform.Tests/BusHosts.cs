using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Supply.Bus;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>The distributed form: each service a host of its own, RabbitMQ between them. One test at a time has its queues.</summary>
[Collection(Queues)]
public abstract class BusHosts : IAsyncLifetime
{
    /// <summary>Two tests at once with the samples' queues on the run's broker would take each other's messages.</summary>
    public const string Queues = "the queues of the samples";

    protected const string Queue = "beta-count-note";

    private readonly string? broker = Environment.GetEnvironmentVariable("SUPPLY_TEST_RABBITMQ");
    protected IConnection Connection { get; private set; } = null!;
    protected IChannel Channel { get; private set; } = null!;
    protected Wire Wire { get; private set; } = null!;
    protected ServiceHost Alpha { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (broker is null)
            return;
        Connection = await new ConnectionFactory { HostName = broker.Split(':')[0],
            Port = int.Parse(broker.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) }.CreateConnectionAsync();
        Channel = await Connection.CreateChannelAsync();
        foreach (var queue in (string[])[Queue, "alpha-index-note", "alpha-mark-counted"])
            await Channel.QueueDeleteAsync(queue);
        Wire = new Wire(broker);
        Alpha = await Start(new AlphaService());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (broker is null)
            return;
        await Alpha.DisposeAsync();
        Wire.Dispose();
        await Connection.DisposeAsync();
    }

    protected void Needed()
    {
        if (broker is null)
            Assert.Skip("needs RabbitMQ (./tests/run starts one)");
    }

    protected Dictionary<string, string?> Bus() => new() { ["Bus:Host"] = $"rabbitmq://127.0.0.1:{Wire.Port}/" };

    protected Task<ServiceHost> Start(SupplyService service, RetryPolicy? retry = null,
        Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? configure = null) => ServiceHost.Start([service], relay: true,
        retry: retry, embedded: false, settings: Bus(), configure: x =>
    {
        BusTransport.Add(x);
        x.Logging.ClearProviders(); // a broker that goes away is reported for each message
        configure?.Invoke(x);
    });

    protected async Task<Guid> Put(string text)
    {
        var id = Guid.CreateVersion7();
        var answer = await Alpha.As(Roles.Central).Put($"/alpha/notes/{id}", new { text, facility = Samples.Facility });
        Assert.Equal(201, answer.Status);
        return id;
    }

    protected static Task<int> Counted(ServiceHost beta, List<Guid> notes) => beta.Db<BetaDb,
        int>(db => db.Effects.CountAsync(x => notes.Contains(x.Note) && x.Times == 1));

    protected static Task<List<ParkedMessage>> Parked(ServiceHost beta) => beta.Db<BetaDb,
        List<ParkedMessage>>(db => db.Parked.AsNoTracking().ToListAsync());

    /// <summary>The bus starts beside the host; a message sent before the queue is bound would not reach it.</summary>
    protected Task Bound(string queue) => Until("the queue is there", async () =>
    {
        await using var probe = await Connection.CreateChannelAsync();
        try
        {
            return await probe.ConsumerCountAsync(queue) > 0;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    });

    protected async Task Until(string what, Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience.Limit)
                Assert.Fail($"Waited in vain until {what}.");
            Alpha.Clock.Advance(TimeSpan.FromSeconds(1)); // what was not confirmed is due again
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
